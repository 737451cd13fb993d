"""Keep personal values out of sight: redaction of what is shown and what is logged."""
