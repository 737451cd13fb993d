"""Read what stands right of the `=` of an ABNF rule."""

import re

from ivr.speech.grammar.model import Alternatives, Expansion, Repeat, RuleRef, Sequence, Tag, Token
from ivr.speech.grammar.source import LANGUAGE, MEDIA_TYPE, NAME, NMTOKEN, NUMBER, Source

_URI = re.compile(r"<([^<>\s]+)>")
_MEDIA_TYPE = re.compile(r"~<([^<>]+)>")
_WEIGHT = re.compile(f"/({NUMBER})/")
_REPEAT = re.compile(r"([0-9]{1,9})(-([0-9]{1,9})?)?")
_PLAIN_TAG = re.compile(r"\{([^}]*)\}")
_LONG_TAG = re.compile(r"\{!\{(.*?)\}!\}", re.DOTALL)
_DOUBLE_QUOTED = re.compile(r'"([^"]*)"')


def read_expansion(source: Source, depth: int) -> Expansion:
    """Return alternatives, or the one alternative there is."""
    if depth <= 0:
        source.fail("Brackets are nested too deep", advice="Make rules of the inner parts.")
    choices, weights = [], []
    while True:
        weights.append(_weight(source))
        choices.append(_sequence(source, depth))
        if not source.take("|"):
            break
    if len(choices) == 1 and weights[0] is None:
        return choices[0]
    return Alternatives(tuple(choices), tuple(weights))


def _weight(source: Source) -> float | None:
    if not source.peek("/"):
        return None
    return float(source.match(_WEIGHT, "a weight such as /2/ or /0.5/").group(1))


def _sequence(source: Source, depth: int) -> Expansion:
    parts: list[Expansion] = []
    while (part := _part(source, depth)) is not None:
        parts.append(_repeated(source, part))
    if not parts:
        source.fail(f"Found {source.seen()}", "a word, a rule, a group or a tag", "For nothing at all write $NULL.")
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _part(source: Source, depth: int) -> Expansion | None:
    source.skip()
    match source.text[source.at : source.at + 1]:
        case "$":
            return _reference(source)
        case "{":
            return read_tag(source)
        case "(":
            return _group(source, depth)
        case "[":
            return _optional(source, depth)
        case '"':
            return _quoted(source)
        case _:
            return _word(source)


def _word(source: Source) -> Token | None:
    found = NMTOKEN.match(source.text, source.at)
    if not found:
        return None
    source.at = found.end()
    return Token(found.group(), _language(source))


def _quoted(source: Source) -> Token:
    text = " ".join(source.match(_DOUBLE_QUOTED, 'a word in double quotes, closed with "').group(1).split())
    if not text:
        source.fail("These quotes hold no word", "a word")
    return Token(text, _language(source))


def _language(source: Source) -> str:
    if not source.take("!"):
        return ""
    source.skip()
    start, name = source.at, source.match(NMTOKEN, "a language after '!'").group()
    if not LANGUAGE.fullmatch(name):
        source.fail(f"{name!r} is not a language", "for example en-US", at=start)
    return name


def _group(source: Source, depth: int) -> Expansion:
    source.need("(")
    if source.take(")"):
        return Sequence(())
    inner = read_expansion(source, depth - 1)
    source.need(")")
    language = _language(source)
    return Sequence((inner,), language) if language else inner


def _optional(source: Source, depth: int) -> Expansion:
    source.need("[")
    inner = read_expansion(source, depth - 1)
    source.need("]")
    language = _language(source)
    return Repeat(Sequence((inner,), language) if language else inner, 0, 1)


def _repeated(source: Source, part: Expansion) -> Expansion:
    if not source.take("<"):
        return part
    source.skip()
    start = source.at
    found = source.match(_REPEAT, "a repeat such as <2>, <0-1>, <1-> or <1- /0.5/>")
    low = int(found.group(1))
    high = low if not found.group(2) else int(found.group(3)) if found.group(3) else None
    if high is not None and high < low:
        source.fail(f"A repeat cannot go from {low} down to {high}", f"<{high}-{low}>", at=start)
    probability = _weight(source)
    if probability is not None and probability > 1:
        source.fail(f"{probability} is not a probability", "a number from 0 to 1")
    source.need(">")
    if source.peek("<"):
        source.fail("A repeat follows a repeat", advice="Put the inner one in round brackets.")
    return Repeat(part, low, high, probability)


def read_name(source: Source) -> str:
    """Return a rule name without its dollar sign."""
    start = source.at
    source.need("$")
    name = source.match(NAME, "a rule name right after '$'").group()
    if any(character in name for character in ".:-"):
        source.fail(f"The rule name ${name} has a dot, colon or hyphen", "letters, digits and _", at=start)
    return name


def read_uri(source: Source, *, media_type: bool = False) -> str:
    """Return a URI from its angle brackets, or its media type (empty when there is none)."""
    if not media_type:
        return source.match(_URI, "a URI in angle brackets, such as <digits.gram>").group(1)
    if not source.text.startswith("~", source.at):
        return ""
    kind = source.match(_MEDIA_TYPE, "a media type such as ~<application/srgs>").group(1)
    if not MEDIA_TYPE.fullmatch(kind):
        source.fail(f"{kind!r} is not a media type", "for example application/srgs+xml")
    return kind


def _reference(source: Source) -> RuleRef:
    found = _rule(source)
    _language(source)
    return found


def _rule(source: Source) -> RuleRef:
    place = source.place()
    if source.text.startswith("$<", source.at):
        source.at += 1
        uri = read_uri(source)
        return RuleRef(place, uri=uri, media_type=read_uri(source, media_type=True))
    name = read_name(source)
    match name:
        case "NULL" | "VOID" | "GARBAGE":
            return RuleRef(place, special=name)
        case _:
            return RuleRef(place, name=name)


def read_tag(source: Source) -> Tag:
    """Return a tag, `{...}` or `{!{...}!}`."""
    place = source.place()
    pattern = _LONG_TAG if source.text.startswith("{!{", source.at) else _PLAIN_TAG
    return Tag(source.match(pattern, "a tag that is closed").group(1), place)
