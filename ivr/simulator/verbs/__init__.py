"""What each verb does: one verb, one file; the table of all is `table.py`."""
