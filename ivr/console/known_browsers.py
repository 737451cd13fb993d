"""Know a browser in which somebody has signed in before, by a signed cookie: nothing is kept of it here."""

import secrets

from flask import Response, request
from itsdangerous import BadData, URLSafeSerializer

from ivr.console.desk import desk
from ivr.console.security import cookie_name

COOKIE = "known_browser"
DAYS = 180


def known_browser(name: str) -> str:
    """Return what a browser is known by in which somebody with this name has signed in, "" for others."""
    try:
        told = _signer().loads(request.cookies.get(_cookie(), ""))
    except BadData:
        return ""
    return str(told[1]) if isinstance(told, list) and len(told) == 2 and told[0] == name.lower() else ""


def remember_browser(response: Response, name: str) -> Response:
    """Let the browser be known when this name signs in again."""
    told = _signer().dumps([name.lower(), known_browser(name) or secrets.token_urlsafe(16)])
    response.set_cookie(
        _cookie(), str(told), max_age=DAYS * 24 * 3600, httponly=True, samesite="Lax", secure=desk().https
    )
    return response


def _cookie() -> str:
    return cookie_name(COOKIE, https=desk().https)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(desk().settings.secret_key.get_secret_value(), salt="known browser")
