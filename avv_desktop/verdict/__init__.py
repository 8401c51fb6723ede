"""What can be said of a whole file: its signatures, its pages beside its data, its versions; and reports of it."""
