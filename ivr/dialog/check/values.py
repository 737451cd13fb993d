"""Run the functions of a script on samples of its slots, and see that prompts are given what they can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.dialog.check.inventory import Inventory, Problem
from ivr.dialog.check.reads import Watched
from ivr.dialog.check.walk import all_moves, asked, items, own_prompts, read_backs
from ivr.dialog.instructions import Hangup, Say, Transfer
from ivr.dialog.kinds import COUNT, MONEY, OUTCOME, Kind, kind_of
from ivr.dialog.script import (
    Act,
    Clear,
    Decision,
    Field,
    Fill,
    Form,
    Goto,
    Item,
    LookUp,
    Move,
    Moves,
    Propose,
    Script,
    Send,
)
from ivr.dialog.values import Json, Slots


def values(script: Script, inventory: Inventory, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Yield slots of no declared kind, functions that break or answer what they did not list, and wrong values."""
    if not script.kinds:
        return
    yield from _undeclared(script)
    every = list(sampled(script))
    yield from _misspelt(script)
    for form in script.forms.values():
        for where, found in _answers(form, every, script.kinds):
            if isinstance(found, Problem):
                yield found
            else:
                yield from (problem for language in languages for problem in _spoken(where, found, inventory, language))


@dataclass(frozen=True)
class Sample:
    """Slots that are all filled plainly but for the one that is `varied`; `plain` are those without that."""

    slots: Slots
    plain: Slots
    varied: str = ""


def _answers(form: Form, every: list[Sample], kinds: Mapping[str, Kind]) -> Iterator[tuple[str, Say | Problem]]:
    """Yield all that the items of a form may say; what a decision leads away from reaches no later item."""
    for item in form.items:
        where = f"{form.name}.{item.slot}"
        yield from ((where, found) for found in _unique(where, item, every, kinds))
        if isinstance(item, Decision):
            every = _left_over(item, every)


def _left_over(item: Decision, every: list[Sample]) -> list[Sample]:
    """Return the samples that a decision does not lead away from this form."""
    if not every:
        return []
    read = Watched(every[0].plain)
    plainly = leads_away(item, read)
    return [
        sample for sample in every if not (leads_away(item, sample.slots) if sample.varied in read.names else plainly)
    ]


def leads_away(item: Decision, slots: Slots) -> bool:
    """Tell whether a decision does not go on with the next item of its form."""
    moves = made(item, slots)
    return moves is None or any(isinstance(move, Clear | Goto | Transfer | Hangup) for move in moves)


def made(item: Decision, slots: Slots) -> Moves | None:
    """Return what a decision answers, nothing where it isn't visited; None where it breaks, as is told elsewhere."""
    try:
        moves = item.function(slots) if item.when(slots) else ()
    except Exception:
        return None
    return moves if isinstance(moves, tuple) else None


def _undeclared(script: Script) -> Iterator[Problem]:
    by_themselves = {item.slot for _, item in items(script) if isinstance(item, Decision | Act)}
    known = script.kinds.keys() | by_themselves
    for where, slot in _named_slots(script):
        if slot not in known:
            advice = "Add it with its kind to the slots of the service, or mend the name."
            yield Problem(where, f"the slot {slot} is not declared", advice)


def _misspelt(script: Script) -> Iterator[Problem]:
    """Yield slots that functions read and nobody declares: reading one is never an error, it is always empty."""
    known = script.kinds.keys() | {item.slot for _, item in items(script)}
    known |= {field.keeps for _, field in items(script) if isinstance(field, Field) and field.keeps}
    for where, read in read_by(script):
        for slot in sorted(read - known):
            yield Problem(where, f"it reads the slot {slot}, which nobody declares", "Mend the name, or declare it.")


def read_by(script: Script) -> Iterator[tuple[str, set[str]]]:
    """Yield each item's place and the slots that its functions read when all are filled plainly."""
    plain = next(sampled(script))
    for where, item in items(script):
        read = Watched(plain.slots)
        list(_answered(where, item, read, script.kinds))
        using = item.using if isinstance(item, LookUp | Act) else ()
        yield where, read.names | set(using)


def _named_slots(script: Script) -> Iterator[tuple[str, str]]:
    for where, item in items(script):
        yield where, item.slot
        if isinstance(item, LookUp | Act):
            yield from ((where, slot) for slot in item.using)
    for where, move in all_moves(script):
        match move:
            case Fill(slot) | Propose(slot):
                yield where, slot
            case Clear(slots):
                yield from ((where, slot) for slot in slots)


def sampled(script: Script) -> Iterator[Sample]:
    """Yield slots that are all filled plainly, then with each other sample in turn."""
    acts = {item.slot: OUTCOME for _, item in items(script) if isinstance(item, Act)}
    kinds: Mapping[str, Kind] = {**acts, **script.kinds}
    plain = {slot: kind.samples[0] for slot, kind in kinds.items()}
    yield Sample(plain, plain)
    for slot, kind in kinds.items():
        yield from (Sample({**plain, slot: sample}, plain, slot) for sample in kind.samples[1:])


def _unique(where: str, item: Item, every: list[Sample], kinds: Mapping[str, Kind]) -> Iterator[Say | Problem]:
    """Yield what an item may say, once each.

    It is pure: a sample that differs only in a slot that it does not read on plain slots brings what those bring.
    """
    if not every:
        return
    read = Watched(every[0].plain)
    plainly = list(_answered(where, item, read, kinds))
    seen: set[str] = set()
    for sample in every:
        varies = sample.varied in read.names
        for found in _answered(where, item, sample.slots, kinds) if varies else plainly:
            key = repr(found)
            if key not in seen:
                seen.add(key)
                yield found
        if not varies:
            plainly = []


def _answered(where: str, item: Item, slots: Slots, kinds: Mapping[str, Kind]) -> Iterator[Say | Problem]:
    try:
        if not item.when(slots):
            return
        answers = list(_moves(item, slots))
    except Exception as error:
        what = f"it breaks on a value that its slots may hold: {type(error).__name__}: {error}"
        yield Problem(where, what, "Handle that value, or declare the kinds of the slots as they are.")
        return
    allowed, name = _listed(item), "may" if isinstance(item, Decision) else "may_say"
    for move in answers:
        match move:
            case Say(prompt) if prompt in allowed:
                yield move
            case Say(prompt):
                yield Problem(where, f"it says {prompt}, which it does not list", f"Add it to {name}.", prompt)
            case Fill(slot, value) if slot in kinds and not kinds[slot].accepts(value):
                what = f"it fills the slot {slot} with {value!r}, which that does not hold"
                yield Problem(where, what, "Fill in another value, or declare what the slot holds.")
            case _ if isinstance(item, Decision) and not any(_covers(each, move) for each in item.may):
                yield Problem(where, f"it answers {move}, which it does not list", "Add it to may.")


def _covers(listed: Move, move: Move) -> bool:
    """Tell whether a move that is listed stands for one that is made; values may differ."""
    match listed, move:
        case (Clear(some), Clear(slots)):
            return {*some} >= {*slots}
        case (Fill(one), Fill(other)) | (Propose(one), Propose(other)):
            return one == other
        case (Goto(one), Goto(other)) | (Send(one), Send(other)) | (Transfer(one), Transfer(other)):
            return one == other
    return type(listed) is type(move) is Hangup


def _moves(item: Item, slots: Slots) -> Iterator[Move]:
    match item:
        case Decision(function=function):
            yield from function(slots)
        case Field():
            yield from item.before(slots)
            yield from (Say(prompt, item.values(slots)) for prompt in own_prompts(item))
            yield from (Say(prompt, {"value": slots[item.slot]}) for prompt in read_backs(item) if item.slot in slots)
        case Act() if item.ask:
            yield Say(item.ask, item.values(slots))


def _listed(item: Item) -> set[str]:
    match item:
        case Decision(may=may):
            return {move.prompt for move in may if isinstance(move, Say)}
        case Field():
            return {*asked(item), *read_backs(item)}
        case Act(ask=ask):
            return {ask}
    return set()


def _spoken(where: str, say: Say, inventory: Inventory, language: str) -> Iterator[Problem]:
    for wording, placeholders in inventory.said_as(say.prompt, language).items():
        shown = f"{say.prompt} ({wording}, {language})"
        for name, said_as in sorted(placeholders):
            if name not in say.values:
                advice = f"Give it in {where}, or take it out of the text."
                yield Problem(where, f"nobody gives {shown} its {name}", advice, say.prompt, language)
            elif said_as not in _ways(say.values[name]):
                what = f"{shown} is given {_shown(say.values[name])} as {name}, which can't be said as {said_as}"
                advice = f"Change the placeholder {{{name}:{said_as}}}, or give another value in {where}."
                yield Problem(where, what, advice, say.prompt, language)


def _shown(value: Json) -> str:
    kind = kind_of(value)
    return f"a {kind.name}" if kind else repr(value)


def _ways(value: Json) -> frozenset[str]:
    """Return the say-as that a value may have; one that is nobody's sample is a word of the script's own."""
    kind = kind_of(value)
    if kind:
        return kind.said_as
    if MONEY.accepts(value):
        return MONEY.said_as
    if isinstance(value, str):
        return frozenset({"text", "digits", "country"})
    return COUNT.said_as if COUNT.accepts(value) else frozenset()
