"""Another store in place of the one that is open: from a backup, or what can be read of a damaged one."""
