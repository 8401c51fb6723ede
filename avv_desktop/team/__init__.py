"""One store for several people: what leaves this machine is encrypted, and signed by whoever sends it."""
