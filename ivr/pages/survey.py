"""The two questions after a call, behind a link, for who hung up before they were asked."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from ivr.outbox import enqueue, outcome
from ivr.page_links import Link
from ivr.pages.door import Door
from ivr.regions import Region

RATINGS = ("1", "2", "3", "4", "5")
HELPED = {"yes": True, "no": False}


@dataclass(frozen=True)
class SurveyPage:
    """The page of the survey."""

    door: Door

    def add_to(self, pages: Blueprint) -> None:
        """Add its routes."""
        pages.add_url_rule("/s/<token>", "survey", self.show)
        pages.add_url_rule("/s/<token>", "survey_answer", self.answer, methods=["POST"])

    def show(self, token: str) -> Response:
        """Ask the questions, or give thanks for the answers."""
        link, region = self.door.open(token, "survey")
        with self.door.database.reading_rows() as rows:
            answered = outcome(rows, key_of(link)) is not None
        return self._page(link, region, token=token, answered=answered, incomplete=False)

    def answer(self, token: str) -> Response:
        """Keep the answers by the same command as on the phone, the first ones only; ask again for what is missing."""
        link, region = self.door.open(token, "survey")
        helped, rating = request.form.get("helped", ""), request.form.get("rating", "")
        if helped not in HELPED or rating not in RATINGS:
            return self._page(link, region, token=token, answered=False, incomplete=True)
        payload = {"survey_helped": HELPED[helped], "survey_rating": int(rating), "served": link.identity["served"]}
        with self.door.database.writing_rows() as rows:
            enqueue(rows, key_of(link), "keep_survey", payload, self.door.clock(), call_sid=link.thing)
        return make_response(redirect(url_for("pages.survey", token=token), 303))

    def _page(self, link: Link, region: Region, **shown: object) -> Response:
        write = self.door.writes(link.language, region)
        call = self.door.call_us(write, region)
        return make_response(
            render_template("pages/survey.html", language=link.language, t=write, call=call, ratings=RATINGS, **shown)
        )


def key_of(link: Link) -> str:
    """Return the key of the answers to one call, from whatever link: answered twice, they are taken once."""
    return f"{link.thing}:survey:page"
