"""The softphone's page: static files, with a policy that lets nothing else into it."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent.parent / "softphone"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


def add_routes(app: web.Application) -> None:
    """Serve the page at `/` and its files below `/softphone/`."""
    app.router.add_get("/", _index)
    app.router.add_static("/softphone", FOLDER)
    app.on_response_prepare.append(_guard)


async def _index(request: web.Request) -> web.FileResponse:
    return web.FileResponse(FOLDER / "index.html")


async def _guard(request: web.Request, response: web.StreamResponse) -> None:
    """Send the policy, and have browsers ask for changes instead of showing an old page."""
    if request.path == "/" or request.path.startswith("/softphone/"):
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-cache"
