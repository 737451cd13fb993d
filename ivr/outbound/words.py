"""Words that dialogs share with those who do what they ask: nothing here reads or writes."""

DO_NOT_CALL = "do_not_call"
"""The command by which a dialog asks for no more calls; written with the turn, so that no call can come in between."""
