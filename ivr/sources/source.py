"""A source: asked with values of the dialog, it answers or says that it can't."""

from collections.abc import Callable, Mapping

from ivr.storage import Json

Source = Callable[[Mapping[str, Json], str], Json]
"""Asked with the dialog's values and the call's SID; raises LookupFailed."""


class LookupFailed(Exception):
    """Say that the back end gave no answer; `permanent` means that asking again will not help."""

    def __init__(self, why: str, *, permanent: bool) -> None:
        super().__init__(why)
        self.permanent = permanent
