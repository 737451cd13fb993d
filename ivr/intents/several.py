"""Take a sentence with several wishes apart: "is my phone ready, and also what does the warranty cover"."""

import re
from collections.abc import Mapping

from ivr.intents.words import split

FEWEST = 3
"""Words of a wish; Chinese ones are a character each."""

_DEMANDS = {
    "en": "when|what|where|how|is|does|do i|do you|am i|will|can|could|i want|i need|i'd like|i would like|tell me",
    "fr": "quand|quel|quelle|où|comment|combien|est ce|je veux|je voudrais|j'aimerais|dites moi",
}
JOINED_BY: Mapping[str, str] = {
    "en": r"\b(?:and (?:also|then|another thing|one more thing|second|secondly|besides)|also|plus|one more thing"
    rf"|another thing|secondly|and (?=(?:{_DEMANDS['en']})\b))",
    "fr": r"\b(?:et (?:aussi|puis|ensuite|en plus|deuxièmement|autre chose)|deuxièmement|une autre chose|ensuite"
    rf"|et (?=(?:{_DEMANDS['fr']})\b))",
    "zh": r"(?:还有|另外|顺便|以及|第二个|再问一下|还想问)",
}
"""What joins two wishes, by language: words that begin another one, and `and` before a question or a demand."""


def parts(text: str, language: str) -> list[str]:
    """Return the wishes that a sentence may hold, in their order; one where nothing joins two."""
    joined = JOINED_BY.get(language)
    found = re.split(joined, text.lower()) if joined else [text]
    return [part for part in found if len(split(part)) >= FEWEST]
