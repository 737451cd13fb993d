"""Read a grammar file or text, in either form, into a checked document."""

from pathlib import Path
from typing import Literal

from ivr.speech.grammar import limits
from ivr.speech.grammar.abnf import declared_encoding, read_abnf
from ivr.speech.grammar.errors import GrammarError, Place
from ivr.speech.grammar.model import Document
from ivr.speech.grammar.validate import problems
from ivr.speech.grammar.xml_form import read_xml

Form = Literal["abnf", "xml"]


def read_file(path: Path) -> Document:
    """Return the checked document of a file. Raises GrammarError, also for a missing or oversized file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise GrammarError(f"Cannot read the grammar: {reason}", Place(str(path)), expected="a file") from None
    return read_bytes(data, str(path))


def read_bytes(data: bytes, file: str, form: Form | None = None) -> Document:
    """Return the checked document of a file's bytes; the form is seen from the first characters."""
    document = read_unchecked(data, file, form)
    for problem in problems(document):
        raise problem
    return document


def read_unchecked(data: bytes, file: str, form: Form | None = None) -> Document:
    """Return the document as read, before its rules are checked against each other."""
    if len(data) > limits.FILE_BYTES:
        raise GrammarError("The grammar is too big", Place(file), expected=f"at most {limits.FILE_BYTES} bytes")
    if (form or _form(data, file)) == "xml":
        return read_xml(data, file)
    return read_abnf(_decoded(data, file), file)


def _form(data: bytes, file: str) -> Form:
    if file.endswith(".grxml"):
        return "xml"
    start = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "xml" if start.startswith(b"<") else "abnf"


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = declared_encoding(data.removeprefix(b"\xef\xbb\xbf"), file)
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError) as error:
        at = getattr(error, "start", 0)
        line = data[:at].count(b"\n") + 1
        raise GrammarError(
            f"The file is not in {encoding}", Place(file, line, 1), advice="Save it so, or name its encoding."
        ) from None
