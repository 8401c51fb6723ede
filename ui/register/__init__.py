"""Register: every agreement found while one types, what is due, and figures."""
