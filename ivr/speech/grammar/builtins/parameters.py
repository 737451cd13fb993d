"""Read the parameters of a builtin: `minlength=4;maxlength=8`."""


class BadParameter(Exception):
    """A builtin's parameter is unknown or has a wrong value."""

    def __init__(self, problem: str, expected: str) -> None:
        super().__init__(problem)
        self.expected = expected


class Parameters:
    """The parameters by name; each must be asked for, or it is unknown."""

    def __init__(self, query: str) -> None:
        self._values: dict[str, str] = {}
        self._asked: set[str] = set()
        for pair in filter(None, query.replace("&", ";").split(";")):
            name, equals, value = pair.partition("=")
            if not equals or name in self._values:
                raise BadParameter(f"Cannot read the parameter {pair!r}", "name=value, each name once")
            self._values[name] = value

    def text(self, name: str, default: str) -> str:
        """Return a parameter as it was written."""
        self._asked.add(name)
        return self._values.get(name, default)

    def number(self, name: str, default: int | None, *, at_most: int) -> int | None:
        """Return a parameter that counts something."""
        value = self.text(name, "")
        if not value:
            return default
        if not value.isascii() or not value.isdigit() or len(value) > 4 or int(value) > at_most:
            raise BadParameter(f"{name}={value} cannot be", f"a number from 0 to {at_most}")
        return int(value)

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a parameter that is true or false."""
        value = self.text(name, "true" if default else "false")
        if value not in ("true", "false"):
            raise BadParameter(f"{name}={value} cannot be", "true or false")
        return value == "true"

    def all_used(self) -> None:
        """Raise BadParameter for a name that the builtin does not know."""
        if unknown := sorted(set(self._values) - self._asked):
            known = ", ".join(sorted(self._asked)) or "none"
            raise BadParameter(f"There is no parameter {unknown[0]!r} here", f"one of {known}")
