"""Frühere Stände: how an agreement was, and the way back to it."""
