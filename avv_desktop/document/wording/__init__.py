"""The German grammar the program makes from data. The author of a template never chooses number, gender or case.

Where the data do not say (no salutation), the neutral form is printed: never a guess, never a form with a slash,
a star or a colon.
"""
