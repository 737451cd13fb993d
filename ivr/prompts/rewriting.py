"""Give prompts other words than those of their files."""

from collections.abc import Mapping
from dataclasses import replace

from ivr.prompts.catalogue import WORDINGS, Catalogue
from ivr.prompts.length import MOST, is_long
from ivr.prompts.say_as import SAY_AS
from ivr.prompts.template import BadTemplate, Template, Value, offers, parse, values

Words = Mapping[tuple[str, str], str]
"""Texts by language and place: the prompt's name, and after a dot its wording where it is not `text`."""


def place(name: str) -> tuple[str, str]:
    """Return the prompt and the wording that a place names."""
    prompt, _, wording = name.partition(".")
    return prompt, wording or WORDINGS[0]


def rewritten(catalogues: Mapping[str, Catalogue], texts: Words) -> dict[str, Catalogue]:
    """Return the catalogues with these texts; places that are there no more are left out."""
    made = dict(catalogues)
    for (language, name), text in texts.items():
        prompt, wording = place(name)
        catalogue = made.get(language)
        if catalogue and wording in catalogue.prompts.get(prompt, {}):
            changed = {**catalogue.prompts[prompt], wording: parse(text)}
            made[language] = replace(catalogue, prompts={**catalogue.prompts, prompt: changed})
    return made


def checked(catalogue: Catalogue, name: str, text: str) -> Template:
    """Return a new text for a place. Raises BadTemplate: it has other values, keys or offered words, or is too long."""
    prompt, wording = place(name)
    known = catalogue.prompts.get(prompt, {}).get(wording)
    if known is None:
        raise BadTemplate(f"there is no prompt {name}")
    new = parse(text)
    unknown = [part.say_as for part in new if isinstance(part, Value) and part.say_as not in SAY_AS]
    if unknown or values(new) != values(known):
        names = ", ".join(f"{{{value}}}" for value in sorted(values(known))) or "none"
        raise BadTemplate(f"its values have to stay: {names}")
    if [set(each) for each in offers(new)] != [set(each) for each in offers(known)]:
        raise BadTemplate("the keys in [ ] and the words in quotes have to stay")
    if not text.strip() or is_long(prompt, new):
        raise BadTemplate(f"write one to {MOST} words: callers wait for each")
    return new
