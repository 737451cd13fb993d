"""Serve the pages behind links."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

import structlog
from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from markupsafe import Markup, escape

from ivr.dialog.instructions import Say
from ivr.languages import LANGUAGES
from ivr.outbox import Outcome, enqueue, outcome
from ivr.page_links import Link, language_of, look_at, open_link, revoke_links
from ivr.pages.appointment import AppointmentPage
from ivr.pages.data import DataPage
from ivr.pages.rate_limit import RateLimit
from ivr.pages.repair import RepairPage, confirming, is_over, outcome_told, repair_page
from ivr.pages.send_in import SendInPage
from ivr.pages.survey import SurveyPage
from ivr.pages.wishes import WishesPage
from ivr.prompts.written import Writer
from ivr.regions import Region, Regions
from ivr.services.repair.history import Look, Progress, quote_payload
from ivr.services.repair.photos import photo
from ivr.services.repair.repairs import Repair
from ivr.services.send_in.addresses import Addresses
from ivr.services.send_in.send_ins import SendIns
from ivr.sources import LookupFailed
from ivr.storage import Database, UnreadableValue

TOO_FAST = 429
ANSWERS = ("approve", "decline")
PHONE = re.compile(r"\+\d[\d\s-]*\d")
HEADERS = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}

log = structlog.get_logger(__name__)


class Gone(Exception):
    """There is no such page (any more); `prompt` says why."""

    def __init__(self, prompt: str, language: str, region: Region, status: int = 404) -> None:
        super().__init__(prompt)
        self.prompt, self.language, self.region, self.status = prompt, language, region, status

    @property
    def title(self) -> str:
        """Return the prompt of its title: the page is gone for good, or may be asked for later."""
        return "page_later_title" if self.status >= TOO_FAST else "page_gone_title"


@dataclass(frozen=True)
class Opened:
    """A link that was opened, the repair behind it, and what writes its page."""

    link: Link
    progress: Progress
    write: Callable[..., str]

    @property
    def repair(self) -> Repair:
        """Return the repair."""
        return self.progress.repair


@dataclass(frozen=True)
class Pages:
    """The pages of one web process. `hotline` is the number to call where a region names none."""

    database: Database
    regions: Regions
    write: Writer
    look: Look
    hotline: str
    clock: Callable[[], datetime]
    rate_limit: RateLimit
    addresses: Addresses
    send_ins: SendIns

    def blueprint(self) -> Blueprint:
        """Return the routes. A link is the only key, so no forged form can do more than its owner."""
        pages = Blueprint("pages", __name__, template_folder="templates", static_folder="static", url_prefix="/p")
        pages.before_request(self._slow_down)
        pages.after_request(_keep_private)
        pages.register_error_handler(Gone, self._gone)
        pages.register_error_handler(LookupFailed, self._failed)
        pages.add_url_rule("/<token>", "show", self.show)
        pages.add_url_rule("/<token>/photo/<name>", "photo", self.photo)
        pages.add_url_rule("/<token>/quote", "confirm", self.confirm, methods=["POST"])
        pages.add_url_rule("/<token>/answer", "answer", self.answer, methods=["POST"])
        pages.add_app_template_filter(dialled)
        pages.context_processor(lambda: {"wishes_token": g.get("wishes_token", "")})
        for page in (SurveyPage(self), SendInPage(self), DataPage(self), WishesPage(self), AppointmentPage(self)):
            page.add_to(pages)
        return pages

    def show(self, token: str) -> Response:
        """Show the page that a link opens."""
        opened = self._open(token)
        page: RepairPage = repair_page(opened.progress, opened.write)
        answered, waits = self._answered(opened)
        return self._page("pages/repair.html", opened, token=token, page=page, answered=answered, waits=waits)

    def photo(self, token: str, name: str) -> Response:
        """Show a photo of the repair that a link opens; it is no use of the link."""
        if "\0" in name:  # PostgreSQL takes it in no text
            self.refuse("page_gone", "", self.regions.default)
        with self.database.reading_rows() as rows:
            try:
                link = look_at(rows, token, self.clock())
                found = photo(rows, link.thing, name) if link and link.purpose == "repair" else None
            except UnreadableValue:
                found = None
        if found is None:
            self.refuse("page_gone", "", self.regions.default)
        return Response(found, content_type="image/jpeg")

    def confirm(self, token: str) -> Response:
        """Read an answer to the quote back before it is sent."""
        opened, answer = self._open(token), request.form.get("answer", "")
        if answer not in ANSWERS or not opened.repair.quote_pending or opened.repair.cost is None:
            return self._back(token)
        told = confirming(opened.repair, answer, opened.write)
        return self._page("pages/quote.html", opened, token=token, told=told, answer=answer)

    def answer(self, token: str) -> Response:
        """Send an answer that was confirmed, by the same command as on the phone; what came of it the page tells."""
        opened, answer = self._open(token), request.form.get("answer", "")
        if answer in ANSWERS and opened.repair.quote_pending and opened.repair.cost is not None:
            payload, now = quote_payload(opened.repair, answer), self.clock()
            key = _key(opened, answer)
            with self.database.writing_rows() as rows:
                enqueue(rows, key, "answer_quote", payload, now, call_sid=opened.link.call_sid)
        return self._back(token)

    def _back(self, token: str) -> Response:
        return make_response(redirect(url_for("pages.show", token=token), 303))

    def _answered(self, opened: Opened) -> tuple[str, bool]:
        """Return what came of the answer that was given here, and whether it is still on its way."""
        with self.database.reading_rows() as rows:
            known = {answer: outcome(rows, _key(opened, answer)) for answer in ANSWERS}
        given: dict[str, Outcome] = {answer: found for answer, found in known.items() if found}
        if not given:
            return "", False
        done = next((answer for answer, found in given.items() if found.status == "done"), next(iter(given)))
        return outcome_told(given[done], done, opened.write), given[done].status == "waiting"

    def open(self, token: str, *purposes: str) -> tuple[Link, Region]:
        """Count a use of a link to a page of one of these purposes, and return it with its region; raise Gone.

        Without a purpose any link will do that was sent to a phone we know.
        """
        with self.database.writing_rows() as rows:
            try:
                link = open_link(rows, token, self.clock())
            except UnreadableValue:
                log.error("a link can't be read: it opens nothing")
                link = None
            language = link.language if link else language_of(rows, token)
        if link is None or (link.purpose not in purposes if purposes else not link.to):
            self.refuse("page_gone", language, self.regions.default)
        g.wishes_token = token if link.to else ""
        return link, self.regions.of_name(link.region)

    def _open(self, token: str) -> Opened:
        now = self.clock()
        link, region = self.open(token, "repair")
        language = link.language
        progress = self.look(link.thing, link.identity, region.country)
        if progress is None:
            self.refuse("page_gone", language, region)
        if is_over(progress.repair):
            with self.database.writing_rows() as rows:
                revoke_links(rows, link.purpose, link.thing, now)
            self.refuse("page_over", language, region, 410)
        return Opened(link, progress, self.writes(language, region))

    def refuse(self, prompt: str, language: str, region: Region, status: int = 404) -> NoReturn:
        """Say kindly why a link shows nothing, with the number to call."""
        raise Gone(prompt, language, region, status)

    def writes(self, language: str, region: Region) -> Callable[..., str]:
        """Return what writes prompts in a language, with times of a region."""

        def write(prompt: str, **values: Any) -> str:
            return self.write([Say(prompt, values)], language, region.zone)

        return write

    def _page(self, template: str, opened: Opened, **shown: Any) -> Response:
        call, language = self.call_us(opened.write, self.regions.of_name(opened.link.region)), opened.link.language
        return make_response(render_template(template, language=language, t=opened.write, call=call, **shown))

    def call_us(self, write: Callable[..., str], region: Region) -> str:
        """Return the sentence that names the number to call, "" where none is known."""
        number = region.numbers[0] if region.numbers else self.hotline
        return write("page_call", hotline=number) if number else ""

    def _gone(self, gone: Gone) -> Response:
        asked = request.accept_languages.best_match(list(LANGUAGES))
        language = gone.language or asked or gone.region.languages[0]
        write = self.writes(language, gone.region)
        call = self.call_us(write, gone.region)
        page = render_template("pages/gone.html", language=language, t=write, call=call, why=gone)
        return make_response(page, gone.status)

    def _failed(self, _: LookupFailed) -> Response:
        log.warning("the repair of a page could not be looked up")
        return self._gone(Gone("page_failed", "", self.regions.default, 503))

    def _slow_down(self) -> Response | None:
        if request.endpoint != "pages.static" and self.rate_limit.is_too_fast(request.remote_addr or ""):
            return self._gone(Gone("page_too_fast", "", self.regions.default, TOO_FAST))
        return None


def dialled(sentence: str) -> Markup:
    """Return a sentence as markup in which a number may be pressed to call it."""
    number = PHONE.search(sentence)
    if number is None:
        return escape(sentence)
    before, after, shown = sentence[: number.start()], sentence[number.end() :], number.group()
    link = Markup('{}<a class="number" href="tel:{}">{}</a>{}')
    return link.format(before, "+" + "".join(filter(str.isdigit, shown)), shown, after)


def _key(opened: Opened, answer: str) -> str:
    """Return the key of an answer to this quote by this link: pressed twice, it is sent once."""
    return f"page:{opened.link.id}:{answer}:{opened.repair.cost}"


def _keep_private(response: Response) -> Response:
    if request.endpoint != "pages.static":
        response.headers.update(HEADERS)
    return response
