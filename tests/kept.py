"""Compile templates and addresses once in a process of tests, whose apps are many: a third of a page test's time."""

from collections.abc import Callable
from typing import Any, ClassVar

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


class KeptTemplates(BytecodeCache):
    """The compiled templates of this process, by their names and what stands in them."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if compiled := self._compiled.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


class KeptRule(Rule):
    """A rule whose builder of addresses is compiled for the first app only; a later one's differ in nothing."""

    _builders: ClassVar[dict[tuple[object, ...], Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (self.rule, tuple(self._trace), repr(sorted((self.defaults or {}).items())), append_unknown)
        if key not in self._builders:
            self._builders[key] = super()._compile_builder(append_unknown)
        return self._builders[key]


def keep_compiled() -> None:
    """Let all apps that are made from now on share what one of them has compiled."""
    options: dict[str, Any] = {**Flask.jinja_options, "bytecode_cache": KeptTemplates()}
    Flask.jinja_options, Flask.url_rule_class = options, KeptRule
