"""A site of long and odd data, and what its pages must hold."""
