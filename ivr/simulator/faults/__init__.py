"""Faults by chance, the same ones for the same seed."""
