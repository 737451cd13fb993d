"""Read YAML in which every value is text, a list or a mapping, so that NO is Norway and 09:00 is no number."""

from typing import Any

import yaml


class BadYaml(ValueError):
    """Say in which line of a text what is wrong."""


class _Loader(yaml.BaseLoader):
    """Reads what a name stands for once: YAML would silently take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        named: set[object] = set()
        for key, _ in node.value:
            what = f"{key.value} stands there twice; leave one out"
            if not isinstance(key, yaml.ScalarNode):
                what = "a name must be a word"
            if not isinstance(key, yaml.ScalarNode) or key.value in named:
                raise yaml.constructor.ConstructorError(None, None, what, key.start_mark)
            named.add(key.value)
        return super().construct_mapping(node, deep)


def read_plain(text: str) -> Any:
    """Return what a text in YAML says; raise BadYaml."""
    try:
        return yaml.load(text, _Loader)  # it makes text, lists, mappings only  # nosec B506
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise BadYaml(f"{line}{error.problem or 'this is no YAML'}") from None
    except yaml.YAMLError as error:
        raise BadYaml(str(error).splitlines()[0]) from None
