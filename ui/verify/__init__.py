"""PDF prüfen: unchanged? who? when? Three answers, never one tick."""
