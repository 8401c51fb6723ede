"""Papierkorb: what was deleted, until it is really gone."""
