"""Check that prompts offer only what the grammars then active take, and that keys can answer every field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ivr.dialog.check.inventory import BrokenGrammar, Grammar, Inventory, Problem, Wording
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


def offers(script: Script, inventory: Inventory, language: str) -> Iterator[Problem]:
    """Yield offers that no active grammar takes, missing grammars, and fields that keys can't answer."""
    found = {ref: inventory.grammar(ref, language) for ref in _references(script)}
    yield from _missing(script, found, language)
    there = {ref: grammar for ref, grammar in found.items() if grammar and not isinstance(grammar, BrokenGrammar)}
    for heard in _heard(script):
        if all(ref in there for ref in heard.grammars):
            active = [there[ref] for ref in heard.grammars]
            for name, wording in inventory.prompts.get(language, {}).get(heard.prompt, {}).items():
                place = Problem(heard.where, f"{heard.prompt} ({name}, {language})", "", heard.prompt, language)
                yield from _wrong(place, name, wording, active)
        yield from _by_keys(heard, inventory, language)
    for where, item in items(script):
        if isinstance(item, Field) and all(ref in there for ref in _grammars(item)):
            yield from _own_keys(where, [there[ref] for ref in _grammars(item)])


def _missing(script: Script, found: Mapping[str, Grammar | BrokenGrammar | None], language: str) -> Iterator[Problem]:
    """Yield grammars that are not there, or can't be read."""
    for ref, grammar in sorted(found.items()):
        if grammar is None:
            advice = f"Write {ref}.gram under grammars/{language}, or mend the name here."
            yield Problem(_user(script, ref), f"there is no grammar {ref} in {language}", advice, named=ref)
        elif isinstance(grammar, BrokenGrammar):
            what = f"the grammar {ref} can't be read in {language}: {grammar.what}"
            yield Problem(_user(script, ref), what, "Mend it there.", place=grammar.place)


def _references(script: Script) -> set[str]:
    fields = [item for _, item in items(script) if isinstance(item, Field)]
    named = {ref for field in fields for ref in _all(field)}
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


def _user(script: Script, ref: str) -> str:
    """Return the first field that listens by a grammar, or the script, whose universals are heard in every field."""
    users = (where for where, item in items(script) if isinstance(item, Field) and ref in _all(item))
    return next(users, "script")


def _all(field: Field) -> tuple[str, ...]:
    return _grammars(field) + field.corrections


def _wrong(place: Problem, name: str, wording: Wording, active: list[Grammar]) -> Iterator[Problem]:
    for words in wording.words:
        if name == "keys":
            what = f"{place.what} offers the words {words!r} in a call by keys only"
            yield replace(place, what=what, advice="Name only keys in this wording.")
        elif not any(grammar.takes_words(words) for grammar in active):
            what, advice = f"{place.what} offers {words!r}, which no grammar takes", "Add the words to the grammar."
            yield replace(place, what=what, advice=advice)
    for keys in wording.keys:
        if not any(grammar.takes_keys(keys) for grammar in active):
            what, advice = f"{place.what} offers the key {keys}, which no grammar takes", "Add it to the .dtmf.gram."
            yield replace(place, what=what, advice=advice)
    if max(len(wording.words), len(wording.keys)) > BREATH:
        what = f"{place.what} offers more than {BREATH} choices in a breath"
        yield replace(place, what=what, advice="Say the others in another prompt.")


def _by_keys(heard: Heard, inventory: Inventory, language: str) -> Iterator[Problem]:
    wordings = inventory.prompts.get(language, {}).get(heard.prompt, {})
    if "keys" not in wordings and any(wording.words for wording in wordings.values()):
        what = f"{heard.prompt} ({language}) has no wording for calls by keys only"
        yield Problem(heard.where, what, "Add the wording `keys` without words to say.", heard.prompt, language)


def _own_keys(where: str, grammars: list[Grammar]) -> Iterator[Problem]:
    if not any(grammar.has_keys for grammar in grammars):
        yield Problem(where, "keys can't answer it", "Write a .dtmf.gram beside its grammar.")
    for keys in EVERYWHERE:
        if any(grammar.takes_keys(keys) for grammar in grammars):
            advice = "Take another key in the .dtmf.gram."
            yield Problem(where, f"takes the key {keys}, which belongs to the universals", advice)
