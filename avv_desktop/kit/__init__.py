"""What a customer gets to countersign, and what becomes of the copy that comes back."""
