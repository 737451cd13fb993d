"""Check that prompts offer only what the grammars then active take, and that keys can answer every field."""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.dialog.check.house import Grammar, House, Problem, Wording
from ivr.dialog.check.walk import all_moves, asked, items, lines, read_backs
from ivr.dialog.instructions import Say
from ivr.dialog.listening import chunks
from ivr.dialog.script import Act, Field, Script

BREATH = 3
"""At most this many choices in a breath."""

EVERYWHERE = ("0", "*")
"""Keys that no field may take for itself: agent, and repeat."""


@dataclass(frozen=True)
class Heard:
    """A prompt and the grammars that are active while it is heard."""

    where: str
    prompt: str
    grammars: tuple[str, ...]


def offers(script: Script, house: House, language: str) -> Iterator[Problem]:
    """Yield offers that no active grammar takes, missing grammars, and fields that keys can't answer."""
    there = {ref: house.grammar(ref, language) for ref in _references(script)}
    for ref in sorted(ref for ref, grammar in there.items() if grammar is None):
        yield Problem("script", f"there is no grammar {ref} in {language}")
    for heard in _heard(script):
        active = [grammar for ref in heard.grammars if (grammar := there.get(ref))]
        for name, wording in house.prompts.get(language, {}).get(heard.prompt, {}).items():
            yield from _wrong(Problem(heard.where, f"{heard.prompt} ({name}, {language})"), name, wording, active)
        yield from _by_keys(heard, house, language)
    for where, item in items(script):
        if isinstance(item, Field):
            yield from _own_keys(where, [grammar for ref in _grammars(item) if (grammar := there.get(ref))])


def _references(script: Script) -> set[str]:
    fields = [item for _, item in items(script) if isinstance(item, Field)]
    named = {ref for field in fields for ref in _grammars(field) + field.corrections}
    return named | set(script.universals + script.yes_no)


def _heard(script: Script) -> Iterator[Heard]:
    confirming = script.yes_no + script.universals
    consent = (script.lines.confirm_again, script.lines.confirm_by_key)
    for prompt in lines(script):
        yield Heard("script", prompt, confirming if prompt in consent else script.universals)
    yield from (Heard("script", prompt, confirming) for prompt in script.lines.leave.values())
    for where, item in items(script):
        if isinstance(item, Field):
            yield from (Heard(where, prompt, _grammars(item) + script.universals) for prompt in asked(item))
            yield from (Heard(where, prompt, confirming + item.corrections) for prompt in read_backs(item))
        if isinstance(item, Act) and item.ask:
            yield Heard(where, item.ask, confirming)
    for where, move in all_moves(script):
        if isinstance(move, Say):
            yield Heard(where, move.prompt, script.universals)


def _grammars(field: Field) -> tuple[str, ...]:
    return field.grammars + (chunks(field.identifier) if field.identifier else ())


def _wrong(place: Problem, name: str, wording: Wording, active: list[Grammar]) -> Iterator[Problem]:
    for words in wording.words:
        if name == "keys":
            yield Problem(place.where, f"{place.what} offers the words {words!r} in a call by keys only")
        elif not any(grammar.takes_words(words) for grammar in active):
            yield Problem(place.where, f"{place.what} offers {words!r}, which no grammar takes")
    for keys in wording.keys:
        if not any(grammar.takes_keys(keys) for grammar in active):
            yield Problem(place.where, f"{place.what} offers the key {keys}, which no grammar takes")
    if max(len(wording.words), len(wording.keys)) > BREATH:
        yield Problem(place.where, f"{place.what} offers more than {BREATH} choices in a breath")


def _by_keys(heard: Heard, house: House, language: str) -> Iterator[Problem]:
    wordings = house.prompts.get(language, {}).get(heard.prompt, {})
    if "keys" not in wordings and any(wording.words for wording in wordings.values()):
        yield Problem(heard.where, f"{heard.prompt} ({language}) has no wording for calls by keys only")


def _own_keys(where: str, grammars: list[Grammar]) -> Iterator[Problem]:
    if not any(grammar.has_keys for grammar in grammars):
        yield Problem(where, "keys can't answer it")
    for keys in EVERYWHERE:
        if any(grammar.takes_keys(keys) for grammar in grammars):
            yield Problem(where, f"takes the key {keys}, which belongs to the universals")
