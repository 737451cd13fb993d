"""Check what SRGS demands of one document by itself, whichever form it was written in."""

from collections.abc import Iterator

from ivr.speech.grammar.errors import GrammarError, Place
from ivr.speech.grammar.model import Alternatives, Document, Expansion, Repeat, Rule, RuleRef, Sequence, Token

KEYS = frozenset("0123456789*#ABCDabcd") | {"star", "pound"}


def problems(document: Document) -> list[GrammarError]:
    """Return everything wrong with the document's rules, root, language and tokens."""
    found = [*_header(document), *_references(document)]
    if document.mode == "dtmf":
        found += _keys(document)
    return found or _left_recursion(document)


def walk(expansion: Expansion) -> Iterator[Expansion]:
    """Yield the expansion and all that is in it."""
    yield expansion
    match expansion:
        case Sequence(parts):
            inner = parts
        case Alternatives(choices):
            inner = choices
        case Repeat(part):
            inner = (part,)
        case _:
            return
    for each in inner:
        yield from walk(each)


def _header(document: Document) -> Iterator[GrammarError]:
    top = Place(document.file, 1, 1)
    if document.mode == "voice" and not document.language:
        yield GrammarError("A voice grammar declares no language", top, expected="for example language en-US")
    if document.root and document.root not in document.rules:
        yield GrammarError(f"The root ${document.root} is not defined here", top, expected=f"one of {_names(document)}")


def _names(document: Document) -> str:
    return ", ".join(f"${name}" for name in sorted(document.rules)[:8]) or "a rule (there is none)"


def _references(document: Document) -> Iterator[GrammarError]:
    for rule in document.rules.values():
        for part in walk(rule.expansion):
            if isinstance(part, RuleRef) and part.name and not part.uri and part.name not in document.rules:
                yield GrammarError(
                    f"Rule ${part.name} is not defined", part.place, expected=f"one of {_names(document)}"
                )


def _keys(document: Document) -> Iterator[GrammarError]:
    for rule in document.rules.values():
        for part in walk(rule.expansion):
            if isinstance(part, Token) and part.text not in KEYS:
                yield GrammarError(
                    f"{part.text!r} is not a telephone key", rule.place, expected='0-9, "*", "#", A-D, one by one'
                )


def _left_recursion(document: Document) -> list[GrammarError]:
    state = _Recursion(document)
    try:
        for rule in document.rules.values():
            state.nullable_rule(rule)
    except RecursionError:
        return [GrammarError("The rules are nested too deep", Place(document.file, 1, 1))]
    return state.found


class _Recursion:
    """Follow what can stand leftmost in each rule; a rule that reaches itself so would never end."""

    def __init__(self, document: Document) -> None:
        self.rules = document.rules
        self.done: dict[str, bool] = {}
        self.open: list[str] = []
        self.found: list[GrammarError] = []

    def nullable_rule(self, rule: Rule) -> bool:
        if rule.name in self.open:
            path = " -> ".join(f"${name}" for name in [*self.open[self.open.index(rule.name) :], rule.name])
            self.found.append(
                GrammarError(
                    f"Left recursion: {path}", rule.place, advice="Let a word come before the rule, or use a repeat."
                )
            )
            return False
        if rule.name not in self.done:
            self.open.append(rule.name)
            self.done[rule.name] = self._nullable(rule.expansion)
            self.open.pop()
        return self.done[rule.name]

    def _nullable(self, part: Expansion) -> bool:
        match part:
            case Token():
                return False
            case RuleRef(special=special) if special:
                return special != "VOID"
            case RuleRef(uri=uri) if uri:
                return False
            case RuleRef(name=name):
                return self.nullable_rule(self.rules[name])
            case Sequence(parts):
                return all(self._nullable(each) for each in parts)
            case Alternatives(choices):
                return any([self._nullable(each) for each in choices])
            case Repeat(inner, low, high):
                return (high == 0 or self._nullable(inner)) or low == 0
            case _:
                return True
