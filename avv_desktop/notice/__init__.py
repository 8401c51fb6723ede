"""A sub-processor changes: who must be told, by when, in which words, and what they answered."""
