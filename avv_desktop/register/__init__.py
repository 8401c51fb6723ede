"""The register: every agreement with its state, its dates and its words, found while one types."""
