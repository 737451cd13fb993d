"""Write ordinals as they are read: 1st, 2nd, 3rd."""

_ENGLISH = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int, language: str) -> str:
    """Return a number's place in an order; languages without a rule here say the number."""
    if language != "en":
        return str(number)
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else _ENGLISH.get(number % 10, 'th')}"
