"""What an archive is made of: frozen records and pure functions on them, with no input or output."""
