"""Headers that keep the console's pages to themselves."""

from flask import Flask, Response, abort, request

from ivr.console.roles import CONSOLE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


PERSONAL = CONSOLE - {"console", "bootstrap", "health", "metrics"}
"""Blueprints whose pages hold callers' or supervisors' things."""


def cookie_name(name: str, *, https: bool) -> str:
    """Return a name that a browser lets no other host and no page without TLS set."""
    return f"__Host-{name}" if https else name


def protect(app: Flask, *, https: bool) -> None:
    """Add the headers to every answer; pages with callers' things are never kept by a browser or a proxy."""

    @app.before_request
    def refuse_what_no_browser_sends() -> None:
        """Refuse a NUL, which PostgreSQL takes in no text."""
        if request.blueprint in PERSONAL:
            given = (request.path, *request.args.values(), *request.form.values())
            if any("\0" in value for value in given):
                abort(400)

    @app.after_request
    def add_headers(response: Response) -> Response:
        if response.mimetype == "text/xml":
            return response  # Twilio is no browser
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.blueprint in PERSONAL:
            response.headers["Cache-Control"] = "no-store"
        if https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response
