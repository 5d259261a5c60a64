"""From files to records: finding, decoding and parsing what editors write. Faults become issues."""
