"""Send a browser on after a form."""

from flask import Response, current_app, redirect


def go(address: str) -> Response:
    """Send the browser to another page, which it gets."""
    return current_app.make_response(redirect(address, 303))
