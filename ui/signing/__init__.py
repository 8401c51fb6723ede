"""Unterschreiben: read, see who signs with what, sign."""
