"""The output folder: marked as ours, written whole or not at all, and never cleared of what we did not write."""
