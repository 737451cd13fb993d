"""Check that each service's own tests hold what every service is tested by: whole calls and effects.

They are read, not run: `BY_KEYS` and `SPOKEN` of `tests/services/<name>/whole_calls.py` name each topic, and
`effects.py` there each command. A checkout without tests is left alone.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from ivr.dialog.check import Problem
from ivr.services.service import Service


def own_tests(services: Iterable[Service], project: Path) -> Iterator[Problem]:
    """Yield topics without a whole call, and commands that no test lets be killed half-way."""
    tests = project / "tests" / "services"
    if not tests.is_dir():
        return
    for service in services:
        calls = _Tests(project, tests / service.name / "whole_calls.py")
        served = [topic.name for topic in service.topics if topic.form in {form.name for form in service.forms}]
        for name in ("BY_KEYS", "SPOKEN"):
            for topic in served:
                if topic not in calls.keys(name):
                    advice = f"Add it to {name} (docs/adding-a-service.md, A whole call)."
                    yield Problem(service.name, f"the topic {topic} has no call there", advice, place=calls.place(name))
        effects = _Tests(project, tests / service.name / "effects.py")
        for command in dict.fromkeys((*service.commands, *service.writes)):
            if command not in effects.texts:
                advice = "Write an Effect of this kind, or name it in ELSEWHERE with its test (docs/commands.md)."
                yield Problem(
                    service.name, f"no effect tries the command {command}", advice, place=effects.place("EFFECTS")
                )


class _Tests:
    """A file of tests as text; one that is not there holds nothing."""

    def __init__(self, project: Path, file: Path) -> None:
        self._shown = str(file.relative_to(project))
        self._tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.Module([], [])

    @property
    def texts(self) -> set[str]:
        """Return all texts that stand in it."""
        return {str(node.value) for node in ast.walk(self._tree) if isinstance(node, ast.Constant)}

    def keys(self, name: str) -> set[str]:
        """Return the keys of the dict of this name."""
        value = next((node.value for node in self._assigned(name)), None)
        keys = value.keys if isinstance(value, ast.Dict) else []
        return {str(key.value) for key in keys if isinstance(key, ast.Constant)}

    def place(self, name: str) -> str:
        """Return the file, and the line where the name is given."""
        return f"{self._shown}, line {next((node.lineno for node in self._assigned(name)), 1)}"

    def _assigned(self, name: str) -> Iterator[ast.Assign]:
        for node in self._tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=given)]) if given == name:
                    yield node
