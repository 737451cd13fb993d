"""Read grammar text character by character, knowing the place for every error."""

import re
from bisect import bisect_right
from typing import NoReturn

from ivr.speech.grammar.errors import GrammarError, Place

_START = (
    r":A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_FURTHER = _START + r"\-.0-9\xB7\u0300-\u036F\u203F-\u2040"
NAME = re.compile(f"[{_START}][{_FURTHER}]*")
NMTOKEN = re.compile(f"[{_FURTHER}]+")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
NUMBER = r"(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})"
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(\s*;.*)?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK = re.compile(r"[ \t\r\n]+")
_EXAMPLE = re.compile(r"@example[ \t]*([^\r\n@]*)")


class Source:
    """A cursor over the text; `skip` passes blanks and comments and remembers a documentation comment's examples."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file, self.at = text, file, 0
        self.examples: tuple[str, ...] = ()
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def place(self, at: int | None = None) -> Place:
        """Return line and column of the cursor, or of a given offset."""
        offset = self.at if at is None else at
        line = bisect_right(self._lines, offset)
        return Place(self.file, line, offset - self._lines[line - 1] + 1)

    def fail(self, problem: str, expected: str = "", advice: str = "", at: int | None = None) -> NoReturn:
        """Raise the error at the cursor, or at a given offset."""
        raise GrammarError(problem, self.place(at), expected=expected, advice=advice)

    def skip(self) -> None:
        """Pass white space and comments."""
        while True:
            if blank := _BLANK.match(self.text, self.at):
                self.at = blank.end()
            elif self.text.startswith("//", self.at):
                ends = re.compile(r"[\r\n]|$").search(self.text, self.at)
                self.at = ends.start() if ends else len(self.text)
            elif self.text.startswith("/*", self.at):
                self._comment()
            else:
                return

    def _comment(self) -> None:
        end = self.text.find("*/", self.at + 2)
        if end < 0:
            self.fail("This comment never ends", "*/")
        comment = self.text[self.at : end]
        if comment.startswith("/**"):
            self.examples = tuple(" ".join(found.strip(" *\t").split()) for found in _EXAMPLE.findall(comment))
        self.at = end + 2

    def peek(self, literal: str) -> bool:
        """Tell whether the literal stands at the cursor, after blanks."""
        self.skip()
        return self.text.startswith(literal, self.at)

    def take(self, literal: str) -> bool:
        """Pass the literal if it is there."""
        if self.peek(literal):
            self.at += len(literal)
            return True
        return False

    def need(self, literal: str, advice: str = "") -> None:
        """Pass the literal or fail."""
        if not self.take(literal):
            self.fail(f"Found {self.seen()}", repr(literal), advice)

    def match(self, pattern: re.Pattern[str], expected: str, advice: str = "") -> re.Match[str]:
        """Pass what the pattern matches (no blanks skipped) or fail."""
        found = pattern.match(self.text, self.at)
        if not found:
            self.fail(f"Found {self.seen()}", expected, advice)
        self.at = found.end()
        return found

    def seen(self) -> str:
        """Describe what stands at the cursor, for an error."""
        rest = self.text[self.at : self.at + 12].split("\n")[0].strip()
        return repr(rest) if rest else ("the end of the line" if self.at < len(self.text) else "the end of the file")
