"""Who may use a phone: our own page, and programs."""

from urllib.parse import urlsplit

from aiohttp import web


def refuse_other_sites(request: web.Request) -> None:
    """Refuse other sites' pages in the same browser: only our own page, or no page, may phone."""
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="another site's page may not use this phone")
