"""What templates see: one struct for each kind of page and for each part of one, of plain data only."""
