"""The inputs in which the template's questions are answered: in the form, and in the company's profile."""
