"""Measure recognition over a manifest of clips: what is taken, what is refused, and what it costs."""
