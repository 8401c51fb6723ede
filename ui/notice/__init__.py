"""Unterauftragnehmer ändern: the list, whom a change concerns, notices, answers, new annexes."""
