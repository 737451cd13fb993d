"""Link documents into one graph of nodes."""

import math
from collections.abc import Callable

from ivr.speech.grammar import limits
from ivr.speech.grammar.errors import GrammarError, Place
from ivr.speech.grammar.model import Alternatives, Document, Expansion, Repeat, Rule, RuleRef, Sequence, Tag, Token
from ivr.speech.grammar.nodes import Call, Choice, Garbage, Loop, Mark, Node, RuleNode, Series, Void, Words, log_weight
from ivr.speech.grammar.words import split

Follow = Callable[[Document, RuleRef], RuleNode]


class Compiler:
    """Turn a document's rules into nodes, each once; `follow` finds the rules of other documents."""

    def __init__(self, document: Document, follow: Follow, *, size: list[int] | None = None) -> None:
        self.document, self.follow = document, follow
        self.rules: dict[str, RuleNode] = {}
        self.size = size if size is not None else [0]

    def rule(self, name: str) -> RuleNode:
        """Return the compiled rule."""
        if name not in self.rules:
            source: Rule = self.document.rules[name]
            self.rules[name] = RuleNode(
                name,
                source.place,
                self.document.tag_format,
                tuple(tag.text for tag in self.document.tags),
                examples=source.examples,
            )
            self.rules[name].body = self._node(source.expansion)
        return self.rules[name]

    def _node(self, part: Expansion) -> Node:
        self.size[0] += 1
        if self.size[0] > limits.NODES:
            raise GrammarError("The grammar is too big", Place(self.document.file), advice="Split it.")
        match part:
            case Token(text):
                return _words(split(text, self.document.mode))
            case Tag(text):
                return Mark(text)
            case RuleRef():
                return self._reference(part)
            case Sequence(parts):
                return Series(tuple(self._node(each) for each in parts))
            case Alternatives(choices, weights):
                pairs = zip(choices, weights, strict=True)
                return Choice(tuple((log_weight(weight), self._node(each)) for each, weight in pairs))
            case Repeat(inner, low, high, probability):
                more = 0.0 if probability is None else log_weight(probability)
                return Loop(self._node(inner), low, math.inf if high is None else high, more)

    def _reference(self, part: RuleRef) -> Node:
        match part.special:
            case "NULL":
                return Series(())
            case "VOID":
                return Void()
            case "GARBAGE":
                return Garbage()
        if part.uri:
            return Call(self.follow(self.document, part))
        return Call(self.rule(part.name))


def _words(words: tuple[str, ...]) -> Node:
    """Return the words of a token; one of punctuation alone is not said at all."""
    return Words(words) if words else Series(())
