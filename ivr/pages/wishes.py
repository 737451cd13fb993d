"""The page on which the owner of a phone says what we may do: any link that was sent to the phone leads to it."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from ivr.page_links import Link
from ivr.pages.door import Door
from ivr.privacy.wishes import WISHES, set_wish, wishes_of
from ivr.regions import Region

HOW = "page"
"""How we know of a wish that was set here."""


@dataclass(frozen=True)
class WishesPage:
    """The page with what is on; texts that are off come back by a word to our number only, as Twilio has it."""

    door: Door

    def add_to(self, pages: Blueprint) -> None:
        """Add its routes."""
        pages.add_url_rule("/o/<token>", "wishes", self.show)
        pages.add_url_rule("/o/<token>", "set_wishes", self.keep, methods=["POST"])

    def show(self, token: str) -> Response:
        """Show what is on."""
        link, region = self.door.open(token)
        with self.door.database.reading_rows() as rows:
            wishes = wishes_of(rows, link.to)
        return self._page(link, region, token=token, wishes=wishes, saved=bool(request.args.get("saved")))

    def keep(self, token: str) -> Response:
        """Turn on and off what was changed."""
        link, _ = self.door.open(token)
        now = self.door.clock()
        with self.door.database.writing_rows() as rows:
            for wish, is_on in wishes_of(rows, link.to).items():
                wanted = wish in request.form
                if wanted != is_on and (is_on or wish != "texts"):
                    set_wish(rows, link.to, wish, wanted, HOW, now)
        return make_response(redirect(url_for("pages.wishes", token=token, saved=1), 303))

    def _page(self, link: Link, region: Region, **shown: object) -> Response:
        write = self.door.writes(link.language, region)
        always = {"language": link.language, "t": write, "call": self.door.call_us(write, region)}
        return make_response(render_template("pages/wishes.html", ending=link.to[-2:], all=WISHES, **always, **shown))
