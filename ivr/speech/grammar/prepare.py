"""Work out for every node which words can stand first; refuse rules that would call themselves for ever."""

from ivr.speech.grammar.errors import GrammarError
from ivr.speech.grammar.nodes import ANY, Call, Choice, Garbage, Loop, Mark, Node, RuleNode, Series, Void, Words


def prepare(rule: RuleNode) -> None:
    """Fill `first` and `nullable` of all that the rule can reach."""
    preparer = _Preparer()
    preparer.rule(rule)
    while preparer.later:
        preparer.node(preparer.later.pop())


class _Preparer:
    """Leftmost parts are followed at once, all others later, so only left recursion can meet itself."""

    def __init__(self) -> None:
        self.open: set[int] = set()
        self.later: list[Node] = []
        self.done: set[int] = set()

    def rule(self, rule: RuleNode) -> None:
        if rule.ready:
            return
        if id(rule) in self.open:
            raise GrammarError(
                f"Left recursion through ${rule.name}",
                rule.place,
                advice="Let a word come before the rule, or use a repeat.",
            )
        self.open.add(id(rule))
        self.node(rule.body)
        self.open.discard(id(rule))
        rule.ready = True

    def node(self, node: Node) -> None:
        if id(node) in self.done:
            return
        match node:
            case Words(words=words):
                node.first = frozenset(words[:1])
            case Mark():
                node.nullable = True
            case Garbage():
                node.first, node.nullable = frozenset({ANY}), True
            case Void():
                pass
            case Call(rule=rule):
                self.rule(rule)
                node.first, node.nullable = rule.body.first, rule.body.nullable
            case Loop():
                self._loop(node)
            case Series(parts=parts):
                self._series(node, parts)
            case Choice():
                self._choice(node)
        self.done.add(id(node))

    def _loop(self, node: Loop) -> None:
        self.node(node.part)
        node.first = node.part.first if node.high else frozenset()
        node.nullable = node.low == 0 or node.part.nullable

    def _series(self, node: Series, parts: tuple[Node, ...]) -> None:
        first: set[str] = set()
        for position, part in enumerate(parts):
            self.node(part)
            first |= part.first
            if not part.nullable:
                self.later.extend(parts[position + 1 :])
                node.first = frozenset(first)
                return
        node.first, node.nullable = frozenset(first), True

    def _choice(self, node: Choice) -> None:
        first: set[str] = set()
        for _, option in node.options:
            self.node(option)
            first |= option.first
            node.nullable = node.nullable or option.nullable
        node.first = frozenset(first)
        node.index()
