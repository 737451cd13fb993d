"""The error of this edge: a model could not be had."""


class ModelUnavailable(Exception):
    """A source did not give a model; the next one may. `permanent` means asking again will not help."""

    def __init__(self, why: str, *, permanent: bool = False) -> None:
        super().__init__(why)
        self.permanent = permanent
