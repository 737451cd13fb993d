"""Ask each source with samples of its slots: an answer that its slot can't hold is found here.

Who does commands is only opened.

Neither a database nor a back end is asked: services that keep data answer from there, which is for their tests.
"""

from collections.abc import Iterator, Mapping
from inspect import signature
from itertools import islice
from typing import Any

from ivr.dialog.check import Problem
from ivr.dialog.check.walk import items
from ivr.dialog.kinds import Kind, Record
from ivr.dialog.script import LookUp, Script
from ivr.services.service import Context, Service
from ivr.settings import Settings
from ivr.sources import Answer, LookupFailed, Source
from ivr.storage import Database, Json, Keyring, new_key

MOST = 6
"""Samples that a source is asked with."""


class _NoDatabase(Database):
    """Raises at once where a source begins to read."""

    def __init__(self) -> None:
        super().__init__("sqlite://", Keyring.from_text(new_key(), new_key()))

    def __getattribute__(self, name: str) -> Any:
        if name in ("reading", "reading_rows", "writing", "writing_rows"):
            raise LookupFailed("there is no database", permanent=True)
        return super().__getattribute__(name)


def sampled_answers(script: Script, services: tuple[Service, ...], settings: Settings) -> Iterator[Problem]:
    """Yield look-ups whose source fails, or answers what the slot does not hold."""
    look_ups = [
        (where, item) for where, item in items(script) if isinstance(item, LookUp) and item.slot in script.kinds
    ]
    context = Context(settings.model_copy(update={"look_up_url": ""}), _NoDatabase(), answer_after=0.0)
    yield from _unopened(services, context)
    asked = [service for service in services if not service.keeps]
    opened_by = {name: opened for service in asked for name, opened in service.sources.items()}
    for where, item in look_ups:
        if item.source in opened_by:
            try:
                source = opened_by[item.source](context)
            except Exception as error:
                what = f"the source {item.source} can't be opened: {type(error).__name__}: {error}"
                yield Problem(where, what, "Mend it.", named=item.source)
                continue
            yield from _asked(where, item, source, script.kinds)


def _unopened(services: tuple[Service, ...], context: Context) -> Iterator[Problem]:
    """Yield commands for which nobody is opened who takes a payload and a key."""
    for service in services:
        for kind, opened in service.commands.items():
            try:
                signature(opened(context)).bind({}, "key")
            except Exception as error:
                what = f"who does the command {kind} can't be opened: {type(error).__name__}: {error}"
                advice = "Return a function of the payload and the key."
                yield Problem(service.forms[0].name, what, advice, named=kind)


class _Using(dict[str, Json]):
    """What a look-up names; raises at what it does not."""

    def __missing__(self, slot: str) -> Json:
        raise _NotNamed(slot)


class _NotNamed(Exception):
    """A source asks for a slot that its look-up does not name."""


def _asked(where: str, item: LookUp, source: Source, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    for using in islice(_samples(item, kinds), MOST):
        try:
            answer = source(_Using(using), "CA0")
        except LookupFailed:
            continue  # it needs a database
        except _NotNamed as slot:
            what = f"the source {item.source} asks for the slot {slot}, which is not named here"
            yield Problem(where, what, "Name it in `using`, or mend the source.")
            return
        except Exception as error:
            what = f"the source {item.source} fails with {type(error).__name__}: {error}"
            yield Problem(where, what, "Mend it; what can't be looked up raises LookupFailed.", named=item.source)
            return
        if not isinstance(answer, Answer):
            what = f"the source {item.source} gives {answer!r} back, which is no Answer"
            yield Problem(where, what, "Return an Answer.", named=item.source)
            return
        if not kinds[item.slot].accepts(answer.value):
            lacks = _lacks(item, answer.value, kinds)
            what = f"the source {item.source} answers what the slot {item.slot} does not hold{lacks}"
            yield Problem(where, what, "Mend the source, or declare what the slot holds.", named=item.source)
            return


def _samples(item: LookUp, kinds: Mapping[str, Kind]) -> Iterator[dict[str, Json]]:
    """Yield slots that are all filled plainly, then with each other sample in turn."""
    plain = {slot: kinds[slot].samples[0] for slot in item.using if slot in kinds}
    yield plain
    for slot in plain:
        yield from ({**plain, slot: sample} for sample in kinds[slot].samples[1:])


def _lacks(item: LookUp, value: Json, kinds: Mapping[str, Kind]) -> str:
    kind = kinds[item.slot]
    if not (isinstance(kind, Record) and isinstance(value, dict)):
        return ""
    missing = sorted(kind.fields.keys() - value.keys())
    return f": it lacks {', '.join(missing)}" if missing else ""
