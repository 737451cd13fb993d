"""Check a script in all its languages, as `python -m ivr.check` does in parts."""

from ivr.dialog.check import in_language, itself


def check(script, inventory):
    """Return what is wrong with a script, once each."""
    of_languages = (problem for language in script.languages for problem in in_language(script, inventory, language))
    return list(dict.fromkeys((*itself(script, inventory), *of_languages)))
