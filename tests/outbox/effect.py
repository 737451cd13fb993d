"""What an effect of a call is, for tests that let it be asked for twice, late, or by processes that die.

`webhook` gets a line to just before the effect and returns the webhook that makes it. `done` returns what was done, one
entry an effect, from the place where it counts: the receiver's own ledger, or the rows. Each service has its own in
`EFFECTS` of `tests/services/<name>/effects.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from ivr.hotline.handlers import handlers
from ivr.hotline.prepare import add_demo_data
from ivr.outbox.worker import now_in_utc
from tests.every_service import REGION, answers_call
from tests.line import HOTLINE, Office, line_settings

Webhook = tuple[str, dict[str, str]]


def ours(database, url):
    """Return all who do commands; text messages go to a courier's ledger in Twilio's stead."""
    return handlers(line_settings(sms_from=HOTLINE, twilio_api_url=url), database)


@dataclass(frozen=True)
class Effect:
    """One kind of effect. `handlers` return what does it where it leaves the hotline; the caller `hears` of it.

    A call begins at the `form`, or where every call begins. What goes another way than the others is tried `often`.
    """

    name: str
    webhook: Callable
    done: Callable
    handlers: Callable | None = ours
    hears: str = ""
    kind: str = ""
    form: str = ""
    demo: Callable = add_demo_data
    often: bool = False

    def office(self, database, folder):
        """Return a web process of a hotline that has this effect."""
        if not self.form:
            return Office(database, clock=now_in_utc)
        (Path(folder) / "here.yaml").write_text(REGION)
        settings = line_settings(regions=folder, sms_from=HOTLINE, calls_from=HOTLINE)
        return Office(database, settings, clock=now_in_utc, hears=True)

    def begins(self, line):
        """Ring, and get to the form of the effect where it has one."""
        return line.fetch(f"/voice?form={self.form}") if self.form else line.rings()

    def prepare(self, database):
        """Fill the tables."""
        self.demo(database, now_in_utc())

    def is_told(self, database, courier):
        """Tell whether it was done, as far as the rows and the receiver know."""
        return self.done(database, courier)

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class EffectOfOurCall(Effect):
    """An effect of a call that we make."""

    def begins(self, line):
        """Let the customer answer."""
        return answers_call(line, "ready")


def keys_of(line, keys) -> Webhook:
    """Return the webhook of keys that are pressed now."""
    gather = line.document.find("Gather")
    path = gather.get("action").removeprefix(line.office.settings.web_base).partition("#")[0]
    return path, {"Digits": keys, "FinishedOnKey": gather.get("finishOnKey", "")}


def after(*keys):
    """Press these keys, but the last one, which makes the effect."""

    def webhook(line):
        for key in keys[:-1]:
            line.presses(key)
        return keys_of(line, keys[-1])

    return webhook


def sent(_database, courier):
    """Return what the courier was sent."""
    return courier.ledger


def column(what, *where):
    """Return what reads a column of all rows."""

    def done(database, _courier):
        with database.reading() as session:
            return list(session.scalars(select(what).where(*where)))

    return done


def gone(what, *where):
    """Return what tells, by one entry, that there is no such row any more."""
    there = column(what, *where)
    return lambda database, courier: [] if there(database, courier) else [True]
