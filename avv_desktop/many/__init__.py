"""One agreement, many customers: a table in, a copy for each of its rows out."""
