"""Whose records a caller may hear of: the numbers that name them, and the limit on tries to get at them."""
