"""Proof for the years to come: what is missing of it, and by when."""
