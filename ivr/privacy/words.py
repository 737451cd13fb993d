"""Words that dialogs share with those who do what they ask: nothing here reads or writes."""

DO_NOT_RECORD = "do_not_record"
"""The command by which a dialog asks that no more sound is kept; written with the turn."""
