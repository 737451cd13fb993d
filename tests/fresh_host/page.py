"""The commands of docs/operating.md."""

import re
import textwrap

from ivr.settings import PROJECT

PAGE = PROJECT / "docs/operating.md"
_BLOCK = re.compile(r"(?:^    .*\n)+", re.MULTILINE)


def blocks(heading: str) -> list[str]:
    """Return the indented blocks below a heading in order, without indent. Raises KeyError for none of that name."""
    return [textwrap.dedent(block) for block in _BLOCK.findall(_section(heading))]


def block(heading: str, begins: str) -> str:
    """Return the one block below a heading that begins so, so that a block put in before it changes nothing."""
    [found] = [each for each in blocks(heading) if each.startswith(begins)]
    return found


def _section(heading: str) -> str:
    sections = re.split(r"^## +", PAGE.read_text(), flags=re.MULTILINE)[1:]
    return {head.strip(): body for head, body in (section.split("\n", 1) for section in sections)}[heading]
