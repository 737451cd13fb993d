"""The page with the copy of their data that a person asked for; the file is made when it is asked for."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template

from ivr.page_links import Link
from ivr.pages.door import Door
from ivr.privacy.exporting import export
from ivr.privacy.people import COPY_PAGE, person_of
from ivr.privacy.requests import find_request
from ivr.regions import Region


@dataclass(frozen=True)
class DataPage:
    """The page of a copy, and the file."""

    door: Door

    def add_to(self, pages: Blueprint) -> None:
        """Add its routes."""
        pages.add_url_rule("/d/<token>", "data", self.show)
        pages.add_url_rule("/d/<token>/file", "data_file", self.file)

    def show(self, token: str) -> Response:
        """Show what the file holds."""
        link, region = self.door.open(token, COPY_PAGE)
        return self._page(link, region, token)

    def file(self, token: str) -> Response:
        """Return the archive; each time is a use of the link."""
        link, _ = self.door.open(token, COPY_PAGE)
        with self.door.database.reading() as session:
            request = find_request(session, link.thing)
            archive = export(session, person_of(session, request.subject), self.door.clock()) if request else b""
        headers = {"Content-Disposition": f'attachment; filename="data-{link.thing}.zip"'}
        return Response(archive, headers=headers, content_type="application/zip")

    def _page(self, link: Link, region: Region, token: str) -> Response:
        write = self.door.writes(link.language, region)
        always = {"language": link.language, "t": write, "call": self.door.call_us(write, region)}
        return make_response(render_template("pages/data.html", token=token, number=link.thing, **always))
