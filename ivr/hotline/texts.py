"""Send text messages: put the parts of `ivr.messaging` together, and put orders into words."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from twilio.rest import Client

from ivr import calls
from ivr.dialog.instructions import Say
from ivr.hotline.regions import open_regions
from ivr.languages import LANGUAGES
from ivr.messaging import Composed, Limits, Messenger, Order
from ivr.messaging.opt_outs import BY_TWILIO
from ivr.messaging.rest import Line
from ivr.outbox import Refused
from ivr.page_links import LinkOrder, make_link
from ivr.privacy.wishes import stop_all
from ivr.prompts import load_catalogues
from ivr.prompts.written import Writer
from ivr.regions import Region, Regions
from ivr.settings import PROJECT, Settings
from ivr.storage import Database, Rows
from ivr.telephony.live_call import rest_client
from ivr.telephony.urls import AGAIN

PAGES = {"repair": "/p/", "survey": "/p/s/", "send_in": "/p/a/", "my_data": "/p/d/", "appointment": "/p/c/"}
"""Where the page of a purpose is."""
LONGEST = 1000
"""Signs of an answer: Twilio takes 1,600 in all."""


def open_messenger(
    settings: Settings, database: Database, now: Callable[[], datetime], client: Client | None = None
) -> Messenger:
    """Return what sends text messages with these settings; tests may bring their own client of Twilio's."""
    regions = open_regions(settings)
    line = Line(client or rest_client(settings), settings.sms_from, f"{settings.web_base}/sms/status", AGAIN)
    limits = Limits(settings.sms_a_day_number, settings.sms_a_day_block, settings.sms_a_day)
    compose = TextComposer(open_writer(settings, regions), regions, settings.web_base)
    countries = countries_of(settings, regions)
    return Messenger(
        database,
        line,
        compose,
        limits=limits,
        countries=countries,
        clock=now,
        stopped=partial(stop_all, word=BY_TWILIO),
    )


def open_writer(settings: Settings, regions: Regions) -> Writer:
    """Return what writes prompts."""
    audio = PROJECT / "audio"
    return Writer(load_catalogues(audio, LANGUAGES, brand=settings.brand), regions.default.languages[0])


def countries_of(settings: Settings, regions: Regions) -> frozenset[str]:
    """Return the countries that text messages go to."""
    named = settings.sms_countries.split(",") if settings.sms_countries else ()
    return frozenset(named or (region.country for region in regions.all))


class TextComposer:
    """Put orders into words: the brand, what was said, how to stop."""

    def __init__(self, write: Writer, regions: Regions, web_base: str) -> None:
        self._write, self._regions, self._web_base = write, regions, web_base

    def __call__(self, rows: Rows, order: Order, at: datetime) -> Composed:
        """Return the message in the order's language, with times of its call's region; raise Refused for no words."""
        region = self._region(rows, order.call_sid)
        language = order.language or region.languages[0]
        says = [Say(prompt, values) for prompt, values in order.says]
        text = shortened(self._write(says, language, region.zone))
        if not text:
            raise Refused("nothing")
        link = self._link(rows, order, language, region, at)
        frame = (Say("sms_frame", {"text": text}), *link, Say("sms_stop"))
        return Composed(self._write(frame, language, region.zone))

    def _link(self, rows: Rows, order: Order, language: str, region: Region, at: datetime) -> tuple[Say, ...]:
        """Make a link to the page of the answer, where there is one."""
        purpose = order.link["purpose"] if order.link else ""
        if not order.link or purpose not in PAGES:
            return ()
        about = (order.link["thing"], order.link["identity"], language, region.name, order.call_sid)
        page = LinkOrder(purpose, *about, to=order.to)
        return (Say("sms_link", {"link": f"{self._web_base}{PAGES[purpose]}{make_link(rows, page, at)}"}),)

    def _region(self, rows: Rows, call_sid: str) -> Region:
        call = calls.load(rows, call_sid) if call_sid else None
        return self._regions.of_name(call.region) if call else self._regions.default


def shortened(text: str) -> str:
    """Return whole sentences of a text that is too long."""
    if len(text) <= LONGEST:
        return text
    end = max(text.rfind(sign, 0, LONGEST) for sign in (". ", "。", "! ", "? "))
    return text[: end + 1] if end > 0 else text[:LONGEST]
