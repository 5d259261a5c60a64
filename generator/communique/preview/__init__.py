"""The live preview: a local server that shows the site as it is being written."""
