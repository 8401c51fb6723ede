"""What review, signing and verifying have in common: an agreement's facts, and its pages to read."""
