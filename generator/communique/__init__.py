"""Communiqué: a static site generator for diplomatic-news archives."""

__version__ = "0.1.0"
