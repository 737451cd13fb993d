"""Reading the steps of a scenario."""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import Any

import yaml

from ivr.simulator.audio import files
from ivr.simulator.phone.matching import as_regex, as_share
from ivr.simulator.phone.scenario import HangUp, Hear, Play, Press, Say, Silence, Step
from ivr.simulator.phone.values import BadScenario, Lines, flag, items, mapping, seconds
from ivr.simulator.phone.variables import UnknownVariable, filled

KEYS = frozenset("0123456789*#ABCDwW")


class StepReader:
    """Reads steps; files are found from `folder`, `${names}` from `variables`, the steps' places by `lines`."""

    def __init__(
        self,
        folder: Path,
        variables: Mapping[str, str],
        within: frozenset[Path] = frozenset(),
        lines: Lines | None = None,
    ) -> None:
        self._folder = folder
        self._variables = variables
        self._within = within
        self._lines = lines
        self._kinds: dict[str, Callable[..., Step]] = {
            "hear": self._hear,
            "press": self._press,
            "say": self._say,
            "play": self._play,
            "silence": self._silence,
            "hangup": lambda value: HangUp(),
        }

    def read(self, where: str, data: Any) -> tuple[Step, ...]:
        """Return the steps of a list, includes in their places; BadScenario says what is wrong where."""
        steps: list[Step] = []
        for index, item in enumerate(items(where, data), 1):
            place = f"{where}[{index}]"
            steps += self._included(place, item) if _is_include(item) else [self._placed(place, item)]
        return tuple(steps)

    def _included(self, where: str, item: Mapping[str, Any]) -> tuple[Step, ...]:
        path = (self._folder / str(item["include"])).resolve()
        if path in self._within:
            raise BadScenario(f"{where}: {path} includes itself")
        try:
            text = path.read_text(encoding="utf-8")
            data = yaml.load(text, yaml.BaseLoader)  # it makes text, lists, mappings only  # nosec B506
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadScenario(f"{where}: {error}") from error
        lines = Lines(path, text)
        try:
            return self._nested(path, data, lines)
        except BadScenario as error:
            raise BadScenario(f"{where}: {lines.located(error)}") from error

    def _nested(self, path: Path, data: Any, lines: Lines) -> tuple[Step, ...]:
        reader = StepReader(path.parent, self._variables, self._within | {path}, lines)
        place, steps = ("steps", data.get("steps")) if isinstance(data, Mapping) else ("", data)
        try:
            return reader.read(place, filled(steps, self._variables))
        except UnknownVariable as error:
            raise BadScenario(str(error)) from error

    def _placed(self, where: str, item: Any) -> Step:
        step = self._step(where, item)
        return replace(step, place=self._lines.place(where)) if self._lines else step

    def _step(self, where: str, item: Any) -> Step:
        if item == "hangup":
            return HangUp()
        kinds = [kind for kind in self._kinds if isinstance(item, Mapping) and kind in item]
        if len(kinds) != 1:
            raise BadScenario(f"{where}: a step has exactly one of {', '.join(self._kinds)}, not {item!r}")
        kind = kinds[0]
        options = {key: value for key, value in item.items() if key != kind}
        mapping(f"{where}: {kind}", options, list(signature(self._kinds[kind]).parameters)[1:])
        try:
            return self._kinds[kind](item[kind], **options)
        except (ValueError, OSError, re.error, files.NotAudio, BadScenario) as error:
            raise BadScenario(f"{where}: {kind}: {error}") from error

    def _hear(self, value: Any, timeout: Any = 30, within: Any = 0) -> Step:
        as_regex(str(value))
        as_share(str(value))
        return Hear(str(value), seconds("timeout", timeout), seconds("within", within))

    def _press(self, value: Any, barge_in: Any = False) -> Step:
        keys = str(value)
        if not keys or not set(keys) <= KEYS:
            raise ValueError(f"{keys!r} are no keys")
        return Press(keys, flag("barge_in", barge_in))

    def _say(self, value: Any, barge_in: Any = False) -> Step:
        if not str(value).strip():
            raise ValueError("nothing is said")
        return Say(str(value), flag("barge_in", barge_in))

    def _play(self, value: Any, words: Any = "", barge_in: Any = False, wav: str = "") -> Step:
        path = self._folder / str(value)
        sound = base64.b64decode(wav, validate=True) if wav else path.read_bytes()
        files.read(sound, path.name)
        return Play(path.name, sound, str(words), flag("barge_in", barge_in))

    def _silence(self, value: Any, barge_in: Any = False) -> Step:
        return Silence(seconds("", value), flag("barge_in", barge_in))


def _is_include(item: Any) -> bool:
    return isinstance(item, Mapping) and set(item) == {"include"}
