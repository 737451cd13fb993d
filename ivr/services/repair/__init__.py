"""Tell callers how far their repair is."""
