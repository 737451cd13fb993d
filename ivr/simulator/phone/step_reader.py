"""Reading the steps of a scenario."""

import base64
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from ivr.simulator.phone.matching import as_regex
from ivr.simulator.phone.scenario import HangUp, Hear, Play, Press, Say, Silence, Step
from ivr.simulator.phone.values import BadScenario, flag, items, seconds
from ivr.simulator.phone.variables import UnknownVariable, filled

KEYS = frozenset("0123456789*#ABCDwW")
MOST_INCLUDES = 20


class StepReader:
    """Reads steps; files are found from `folder`, `${names}` from `variables`."""

    def __init__(self, folder: Path, variables: Mapping[str, str], depth: int = 0) -> None:
        self._folder = folder
        self._variables = variables
        self._depth = depth
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
            steps += self._included(place, item) if _is_include(item) else [self._step(place, item)]
        return tuple(steps)

    def _included(self, where: str, item: Mapping[str, Any]) -> tuple[Step, ...]:
        path = self._folder / str(item["include"])
        if self._depth >= MOST_INCLUDES:
            raise BadScenario(f"{where}: {path} includes itself")
        try:
            data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadScenario(f"{where}: {error}") from error
        steps = data.get("steps") if isinstance(data, Mapping) else data
        return StepReader(path.parent, self._variables, self._depth + 1).read(str(path), self._filled(where, steps))

    def _filled(self, where: str, data: Any) -> Any:
        try:
            return filled(data, self._variables)
        except UnknownVariable as error:
            raise BadScenario(f"{where}: {error}") from error

    def _step(self, where: str, item: Any) -> Step:
        if item == "hangup":
            return HangUp()
        kinds = [kind for kind in self._kinds if isinstance(item, Mapping) and kind in item]
        if len(kinds) != 1:
            raise BadScenario(f"{where}: a step has exactly one of {', '.join(self._kinds)}, not {item!r}")
        options = {key: value for key, value in item.items() if key != kinds[0]}
        try:
            return self._kinds[kinds[0]](item[kinds[0]], **options)
        except (TypeError, ValueError, OSError, re.error) as error:
            raise BadScenario(f"{where}: {kinds[0]}: {error}") from error

    def _hear(self, value: Any, timeout: Any = 30, within: Any = 0) -> Step:
        as_regex(str(value))
        return Hear(str(value), seconds("timeout", timeout), seconds("within", within))

    def _press(self, value: Any, barge_in: Any = False) -> Step:
        keys = str(value)
        if not keys or not set(keys) <= KEYS:
            raise ValueError(f"{keys!r} are no keys")
        return Press(keys, flag(barge_in))

    def _say(self, value: Any, barge_in: Any = False) -> Step:
        return Say(str(value), flag(barge_in))

    def _play(self, value: Any, words: Any = "", barge_in: Any = False, wav: str = "") -> Step:
        path = self._folder / str(value)
        sound = base64.b64decode(wav, validate=True) if wav else path.read_bytes()
        return Play(path.name, sound, str(words), flag(barge_in))

    def _silence(self, value: Any, barge_in: Any = False) -> Step:
        return Silence(seconds("silence", value), flag(barge_in))


def _is_include(item: Any) -> bool:
    return isinstance(item, Mapping) and set(item) == {"include"}
