"""Check that every prompt named has its words in a language, the values it needs, and that none is left over."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ivr.dialog.check.inventory import Inventory, Problem, Wording
from ivr.dialog.check.walk import items, lines, named_prompts, own_prompts, pieces, read_backs
from ivr.dialog.script import Field, Script, nothing


def prompts(script: Script, inventory: Inventory, language: str) -> Iterator[Problem]:
    """Yield prompts that are missing, unused, or need values that nobody gives."""
    there = inventory.prompts.get(language, {})
    named = [*named_prompts(script), *(("telephone", prompt) for prompt in inventory.elsewhere)]
    for prompt, where in reversed({prompt: where for where, prompt in reversed(named)}.items()):
        if prompt not in there:
            advice = f"Write it in a file of audio/{language}, or mend the name."
            yield Problem(where, f"the prompt {prompt} has no words in {language}", advice, named=prompt)
    for prompt in there.keys() - {prompt for _, prompt in named}:
        yield Problem(f"{language} prompts", f"nothing says {prompt}", "Remove it.", prompt, language)
    for where, prompt, given in (*_given(script), *_given_elsewhere(inventory)):
        for wording, words in there.get(prompt, {}).items():
            place = Problem(where, f"{prompt} ({wording}, {language})", "", prompt, language)
            yield from _missing(place, words, given)


def alike(script: Script, inventory: Inventory) -> Iterator[Problem]:
    """Yield prompts that tell or offer less in a language than in the script's first one."""
    first, *others = script.languages
    for language in others:
        for prompt, wordings in inventory.prompts.get(language, {}).items():
            model = inventory.prompts.get(first, {}).get(prompt, {})
            for name in wordings.keys() & model.keys():
                for what, lacks in _lacking(wordings[name], model[name]).items():
                    told = f"{prompt} ({name}, {language}) lacks the {what} {', '.join(lacks)} that it has in {first}"
                    yield Problem(f"{language} prompts", told, "Say it there too.", prompt, language)


def _lacking(wording: Wording, model: Wording) -> Mapping[str, list[str]]:
    """Return the values and the keys that a wording lacks."""
    values, keys = sorted(model.values - wording.values), sorted({*model.keys} - {*wording.keys})
    return {what: lacks for what, lacks in (("value", values), ("key", keys)) if lacks}


def _given(script: Script) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield the prompts whose values are known without running anything."""
    given = {script.lines.language_offer: frozenset({"key"})}
    for prompt in (*lines(script), *script.lines.leave.values()):
        yield "script", prompt, given.get(prompt, frozenset[str]())
    for where, item in items(script):
        if isinstance(item, Field):
            yield from ((where, prompt, frozenset({"value"})) for prompt in read_backs(item))
            yield from ((where, prompt, given) for prompt, given in pieces(item).items())
            if item.echo:
                yield where, item.echo, frozenset({"value"})
            if item.values is nothing:
                yield from ((where, prompt, frozenset[str]()) for prompt in own_prompts(item))


def _given_elsewhere(inventory: Inventory) -> Iterator[tuple[str, str, frozenset[str]]]:
    yield from (("telephone", prompt, given) for prompt, given in inventory.elsewhere.items())


def _missing(place: Problem, wording: Wording, given: frozenset[str]) -> Iterator[Problem]:
    for value in sorted(wording.values - given):
        advice = f"Give it in {place.where}, or take it out of the text."
        yield replace(place, what=f"nobody gives {place.what} its {value}", advice=advice)
