"""Check the order of a form's items: each fills a slot of its own, reads what is filled by then, and asks or ends."""

from collections.abc import Iterator
from itertools import combinations

from ivr.dialog.check.inventory import Problem
from ivr.dialog.check.values import leads_away, made, sampled
from ivr.dialog.check.walk import all_moves, items
from ivr.dialog.instructions import Hangup, Transfer
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
    Propose,
    Script,
)
from ivr.dialog.values import Json, Slots


def order(script: Script) -> Iterator[Problem]:
    """Yield items that fill a slot twice, read one too early, come back without a question, or act unasked."""
    if not script.kinds:
        return
    every = [sample.slots for sample in sampled(script)]
    for form in script.forms.values():
        yield from _twice(form, every)
        yield from _early(script, form, every[0])
        yield from _round(form, every)
        yield from _unasked(form, every[0])


def _twice(form: Form, every: list[Slots]) -> Iterator[Problem]:
    """Yield two items that are visited with the same slots and fill the same one: the second never is."""
    for one, other in combinations(form.items, 2):
        if one.slot == other.slot and any(_visited(one, slots) and _visited(other, slots) for slots in every):
            where = f"{form.name}.{one.slot}"
            advice = "Give each a slot of its own, or a `when` that leaves out the other."
            yield Problem(where, f"two items fill the slot {one.slot}, so the second is never visited", advice)


def _visited(item: Item, slots: Slots) -> bool:
    try:
        return item.when(slots)
    except Exception:
        return False  # this is reported where it is run


def _early(script: Script, form: Form, plain: Slots) -> Iterator[Problem]:
    """Yield items that read a slot which only a later item of the form fills."""
    elsewhere = _filled_elsewhere(script, form)
    for number, item in enumerate(form.items):
        before = {each.slot for each in form.items[: number + 1]} | elsewhere
        later = {each.slot for each in form.items[number + 1 :]} - before
        for slot in sorted(_needed(item, {name: plain[name] for name in plain if name not in later}) & later):
            what = f"it needs the slot {slot}, which a later item fills"
            yield Problem(f"{form.name}.{item.slot}", what, "Change the order of the items.")


def _filled_elsewhere(script: Script, form: Form) -> set[str]:
    """Return the slots that something else than the items of a form may fill."""
    filled = {item.slot for where, item in items(script) if where.partition(".")[0] != form.name}
    filled |= {move.slot for _, move in all_moves(script) if isinstance(move, Fill | Propose)}
    for item in form.items:
        if isinstance(item, Field):
            filled |= {*item.also, *item.amends, item.keeps}
    return filled


def _needed(item: Item, slots: Slots) -> set[str]:
    """Return the slots that an item can't do without, of those that are empty when it is visited."""
    try:
        if not item.when(slots):
            return set()
        match item:
            case LookUp(using=using) | Act(using=using):
                return set(using) - slots.keys()
            case Decision(function=function):
                function(slots)
            case Field():
                item.before(slots), item.values(slots), item.leaves_out(slots)
    except KeyError as error:
        return {str(error.args[0])}
    except Exception:
        return set()  # this is reported where it is run
    return set()


def _unasked(form: Form, plain: Slots) -> Iterator[Problem]:
    """Yield acts that nobody is asked about, though the form tells who declines what came of it."""
    asked = {item.slot for item in form.items if isinstance(item, Act) and item.confirm}
    for act in form.items:
        if isinstance(act, Act) and act.slot not in asked:
            for item in (each for each in form.items if isinstance(each, Decision)):
                declined, other = (made(item, {**plain, act.slot: {"status": each}}) or () for each in ("declined", ""))
                if declined != other:
                    what = f"{item.slot} tells who declines it, and nobody is asked"
                    advice = "State how it is confirmed, or tell nothing of that."
                    yield Problem(f"{form.name}.{act.slot}", what, advice)


def _round(form: Form, every: list[Slots]) -> Iterator[Problem]:
    """Yield decisions that clear slots and are visited again without a question in between."""
    for item in form.items:
        if isinstance(item, Decision):
            cleared = next(filter(None, (_comes_back(form, item, slots) for slots in every)), ())
            if cleared:
                what = f"it clears {', '.join(cleared)} and is visited again before anything is asked, without end"
                yield Problem(f"{form.name}.{item.slot}", what, "Clear the slot of a question too, or lead on.")


def _comes_back(form: Form, decision: Decision, slots: Slots) -> tuple[str, ...]:
    """Return the slots that a decision clears, if it is visited again before anything is asked."""
    moves = made(decision, slots) or ()
    cleared = tuple(slot for move in moves if isinstance(move, Clear) for slot in move.slots)
    if not cleared or any(isinstance(move, Goto | Transfer | Hangup) for move in moves):
        return ()
    filled: dict[str, Json] = {decision.slot: True} | {
        move.slot: move.value for move in moves if isinstance(move, Fill)
    }
    now = {slot: value for slot, value in (dict(slots) | filled).items() if slot not in cleared}
    while item := next((each for each in form.items if each.slot not in now and _visited(each, now)), None):
        if item is decision:
            return cleared
        if isinstance(item, Field) or (isinstance(item, Act) and item.confirm):
            return ()
        if isinstance(item, Decision) and leads_away(item, now):
            return ()
        now[item.slot] = slots.get(item.slot, True)
    return ()
