"""The one error of this package."""


class IntentsUnavailable(Exception):
    """Sentences, model or encoder can't be used; the text says what to do. Asking again will not help."""

    permanent = True
