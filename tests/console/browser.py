"""A browser without a screen: it keeps cookies, follows redirects and fills forms in."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class Browser:
    """Open pages and send forms as a person would, token included."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def opens(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, follow_redirects=True, headers={"Accept": "text/html"} | headers)

    def sees(self, path: str) -> str:
        return self.opens(path).text

    def sends(self, path: str, page: str | None = None, **fields: str) -> TestResponse:
        """Open a page, and send a form from it to `path`."""
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', self.sees(page or path))
        assert token, "the page has no form"
        return self.client.post(path, data=fields | {"csrf_token": token[1]}, follow_redirects=True)

    def signs_in(self, name: str, password: str) -> TestResponse:
        return self.sends("/sign-in", name=name, password=password)

    def remembers(self, token: str) -> None:
        """Have a session from an earlier visit."""
        with self.client.session_transaction() as session:
            session["_user_id"] = token
