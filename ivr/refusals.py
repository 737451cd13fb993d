"""Why something is not done, as a text that a page can say in any language."""


class Refusal(Exception):
    """Say why not, and what to do: a text, and the values where its `%(name)s` stand."""

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text % values if values else text)
        self.text, self.values = text, values
