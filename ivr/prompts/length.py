"""Count the words of a prompt: whoever listens waits for each."""

import re

from ivr.prompts.catalogue import READ_ONLY
from ivr.prompts.template import Template, Text, offers

MOST = 16
"""Words of a prompt that is no list of choices."""
LONG = ("notice",)
"""Prompts that law makes longer."""
CHARACTERS_A_WORD = 2
"""Of Chinese, which writes no spaces."""


def words(template: Template) -> float:
    """Return how many words a prompt has; a value counts as one."""
    text = "".join(part.text if isinstance(part, Text) else " x " for part in template)
    chinese = re.findall(r"[\u4e00-\u9fff]", text)
    return len(re.findall(r"[^\W\u4e00-\u9fff][\w'’]*", text)) + len(chinese) / CHARACTERS_A_WORD


def is_list(template: Template) -> bool:
    """Tell whether a prompt offers keys or words: a list of choices, which may be longer."""
    return any(offers(template))


def is_long(name: str, template: Template) -> bool:
    """Tell whether callers wait too long for a prompt: not for one that is read, law asks for or offers choices."""
    may_be = name in LONG or name.startswith(READ_ONLY) or is_list(template)
    return not may_be and words(template) > MOST
