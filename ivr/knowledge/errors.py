"""The one error of this package."""


class KnowledgeUnavailable(Exception):
    """A file or the article base can't be used; the text says what to do. Asking again will not help."""

    permanent = True
