"""Read names that a file gives in several languages: `city`, and beside it `city_fr` and `city_zh`."""

from collections.abc import Mapping
from typing import Any

from ivr.languages import LANGUAGES

FIRST_LANGUAGE = "en"
"""The language of the column without a language."""

OTHERS = tuple(code for code in LANGUAGES if code != FIRST_LANGUAGE)


def columns_beside(name: str) -> tuple[str, ...]:
    """Return the columns with the same name in further languages."""
    return tuple(f"{name}_{code}" for code in OTHERS)


def by_language(values: Mapping[str, Any], name: str) -> dict[str, str]:
    """Return a name by language, without the languages in which it has none."""
    given = {FIRST_LANGUAGE: values[name]} | dict(
        zip(OTHERS, (values[each] for each in columns_beside(name)), strict=True)
    )
    return {code: said for code, said in given.items() if said}
