"""A small service that books a courier: its script, its prompts, and a hotline that offers nothing else."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from ivr.callflow.after_queue import AFTER_QUEUE
from ivr.callflow.agent import AGENT
from ivr.callflow.goodbye import GOODBYE
from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Decision, Form, Script
from ivr.languages import LANGUAGES
from ivr.outbox import Refused
from ivr.prompts import Speaker, load_catalogues
from ivr.settings import PROJECT
from ivr.storage import DatabaseBusy
from tests.line import HOTLINE, Office, line_settings

COMMAND = "book_courier"
PROMPTS = """\
ask_booking: Shall the courier come tomorrow? For yes, press [1]. For no, press [2].
booked: Your request number is {number:digits}.
booking_refused: The courier can't come, because {reason}.
booking_declined: The courier will not come.
booking_later: Goodbye for now.
sms_booked: The courier comes tomorrow.
"""


def tell(slots):
    match slots["booked"]:
        case {"status": "done", "result": {"number": number}}:
            return (Say("booked", {"number": number}),)
        case {"status": "refused", "reason": reason}:
            return (Say("booking_refused", {"reason": reason}),)
        case {"status": "declined"}:
            return (Say("booking_declined"),)
    return (Say("booking_later"),)


BOOK = Act("booked", COMMAND, using=("caller",), confirm="key", ask="ask_booking", sms="sms_booked")
TOLD = Decision("told", tell)


PATIENT = replace(BOOK, deadline=120.0)
"""For tests with processes of their own, which take long to start where the machine has other work."""


def booking_script(act=BOOK, **changes):
    forms = (Form("booking", (act, TOLD), then="goodbye"), AGENT, AFTER_QUEUE, GOODBYE)
    script = Script(
        {form.name: form for form in forms},
        first="booking",
        menu="booking",
        universals=("everywhere",),
        yes_no=("builtin:boolean?y=1;n=2",),
    )
    return replace(script, **changes)


def booking_speaker(folder):
    """Return what speaks the common prompts and those of the booking."""
    (folder / "audio" / "en").mkdir(parents=True, exist_ok=True)
    shutil.copy(PROJECT / "audio" / "en" / "common.yaml", folder / "audio" / "en")
    (folder / "audio" / "en" / "booking.yaml").write_text(PROMPTS)
    return Speaker(load_catalogues(folder / "audio", LANGUAGES, brand="Acme"), "en")


def booking_office(database, folder, script=None, **services):
    """Return a web process of a hotline that books couriers."""
    settings = line_settings(sms_from=HOTLINE)
    return Office(database, settings, script=script or booking_script(), speak=booking_speaker(folder), **services)


def book_at_once(callers, do, payload):
    """Let many callers want the same at once; return what became of each: an answer, or the reason of a refusal."""

    def call(number):
        while True:
            try:
                return do(payload(), f"CA{number}:5:booked")
            except Refused as refused:
                return refused.reason
            except DatabaseBusy:
                continue  # as the outbox does

    with ThreadPoolExecutor(callers) as threads:
        return list(threads.map(call, range(callers)))
