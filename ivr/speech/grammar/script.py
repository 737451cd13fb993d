"""Run the script tags of SISR 1.0 in an embedded JavaScript engine (QuickJS-NG), with limits on time and memory.

Each matched rule becomes one function, so that its variables are its own; rules inside are called where they were
said. The engine has no clock to wait on, no files and no network, and is thrown away after one interpretation.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import quickjs  # type: ignore[import-untyped]

from ivr.speech.grammar import limits
from ivr.speech.grammar.chart import Match
from ivr.speech.grammar.nodes import Mark, NoValue

ValueOf = Callable[[Match, tuple[str, ...]], Any]
SCRIPT = "semantics/1.0"
_PRELUDE = """
function __rule(text, body) {
  var meta = {current: function () { return {text: text, score: 1.0}; }}, rules = {}, last, lastMeta;
  meta.latest = function () { return lastMeta; };
  rules.latest = function () { return last; };
  return body(rules, meta, function (name, text, value) {
    var about = {text: text, score: 1.0};
    last = rules[name] = value; lastMeta = about; meta[name] = function () { return about; };
  });
}
"""


def run(match: Match, words: tuple[str, ...], value_of: ValueOf) -> Any:
    """Return the value of a matched rule of a script grammar. Raises NoValue when its script fails."""
    writer = _Writer(words, value_of)
    program = writer.script(match)
    if not writer.functions:
        return json.loads(program)
    parts = [_PRELUDE, *dict.fromkeys(writer.globals), *writer.functions, f"JSON.stringify({program})"]
    answer, problem = _evaluated("\n;".join(parts))
    if problem:
        raise NoValue(problem)
    return json.loads(answer) if answer else None


@lru_cache(256)
def _evaluated(program: str) -> tuple[str, str]:
    """Return what a program answers, and its problem; the many ways to say one thing are often one program."""
    try:
        answer = _engine().eval(program)
    except (quickjs.JSException, quickjs.StackOverflow) as error:
        return "", str(error).split("\n")[0]
    return answer if isinstance(answer, str) else "", ""


def check_scripts(codes: Iterable[str]) -> Iterator[str]:
    """Yield for each tag what keeps it from being a script by itself; empty when nothing does."""
    engine = _engine()
    for code in codes:
        try:
            engine.eval(f"new Function({json.dumps(code)}); 0")
            yield ""
        except (quickjs.JSException, quickjs.StackOverflow) as error:
            yield str(error).split("\n")[0]


def _engine() -> quickjs.Context:
    engine = quickjs.Context()
    engine.set_memory_limit(limits.SCRIPT_BYTES)
    engine.set_time_limit(limits.SCRIPT_SECONDS)
    engine.set_max_stack_size(limits.SCRIPT_STACK)
    return engine


_INSIDE = re.compile(r"\b(rules|meta)\b")


def _counts(inner: Match, match: Match) -> bool:
    """Tell whether a rule inside can change the value: the tags ask for it, or it has tags of its own."""
    return _tagged(inner) or any(isinstance(part, Mark) and _INSIDE.search(part.text) for part in match.parts)


def _tagged(match: Match) -> bool:
    return any(isinstance(part, Mark) or _tagged(part) for part in match.parts)


class _Writer:
    """Write the program; `functions` stays empty when no tag was met."""

    def __init__(self, words: tuple[str, ...], value_of: ValueOf) -> None:
        self.words, self.value_of = words, value_of
        self.functions: list[str] = []
        self.globals: list[str] = []

    def value(self, match: Match) -> str:
        """Return the expression that gives the value of a rule inside."""
        if match.rule.tag_format != SCRIPT or match.rule.finish:
            return json.dumps(self.value_of(match, self.words))
        return self.script(match)

    def script(self, match: Match) -> str:
        """Return the expression that gives the value of a rule with script tags."""
        if not any(isinstance(part, Mark) for part in match.parts):
            inner = [part for part in match.parts if isinstance(part, Match)]
            return self.value(inner[-1]) if inner else self._text(match)
        self.globals.extend(match.rule.globals)
        needed = [part for part in match.parts if isinstance(part, Mark) or _counts(part, match)]
        steps = [part.text if isinstance(part, Mark) else self._step(part) for part in needed]
        name = f"__f{len(self.functions)}"
        body = "\n;".join(["var out = {}", *steps, "return out"])
        self.functions.append(f"function {name}(rules, meta, __said) {{ {body} \n}}")
        return f"__rule({self._text(match)}, {name})"

    def _step(self, match: Match) -> str:
        return f"__said({json.dumps(match.rule.name)}, {self._text(match)}, {self.value(match)})"

    def _text(self, match: Match) -> str:
        return json.dumps(" ".join(self.words[match.start : match.end]))
