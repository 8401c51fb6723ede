"""What is kept: drafts, their earlier states, and files, in one encrypted database."""
