"""The tree in the lines: markers, joining, nesting, the first page, and the account of every letter."""
