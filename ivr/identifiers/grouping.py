"""Group digits as people read them out."""

_GROUPS = {4: (2, 2), 7: (3, 4), 8: (4, 4), 10: (3, 3, 4), 11: (1, 3, 3, 4)}


def digit_groups(digits: str) -> list[str]:
    """Return the digits in groups of two to four; an IMEI is five groups of three.

    Four digits are two and two, ten are three, three and four as on a telephone; no group is a lonely last digit.
    """
    return [digits[start:stop] for start, stop in group_bounds(len(digits))]


def group_bounds(length: int) -> list[tuple[int, int]]:
    """Return where each group of so many digits starts and stops."""
    sizes = _GROUPS.get(length) or _threes(length)
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    return [(start, start + size) for start, size in zip(starts, sizes, strict=True)]


def _threes(length: int) -> tuple[int, ...]:
    threes, rest = divmod(length, 3)
    if rest == 1 and threes:
        return (3,) * (threes - 1) + (2, 2)
    return (3,) * threes + ((rest,) if rest else ())
