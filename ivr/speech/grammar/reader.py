"""Read a grammar file or text, in either form, into a checked document."""

import re
from pathlib import Path

from ivr.speech.grammar import limits
from ivr.speech.grammar.abnf import declared_encoding, read_abnf
from ivr.speech.grammar.errors import GrammarError, Place
from ivr.speech.grammar.model import Document, Form
from ivr.speech.grammar.validate import problems
from ivr.speech.grammar.xml_form import read_xml

_XML_ITSELF = ("utf-8", "utf-16", "iso-8859-1", "us-ascii")
_DECLARED = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def read_file(path: Path) -> Document:
    """Return the checked document of a file. Raises GrammarError, also for a missing or oversized file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise GrammarError(f"Cannot read the grammar: {reason}", Place(str(path)), expected="a file") from None
    return read_bytes(data, str(path))


def read_bytes(data: bytes, file: str) -> Document:
    """Return the checked document of a file's bytes; the form is seen from the name or the first characters."""
    return checked(read_unchecked(data, file))


def read_text(text: str, file: str, form: Form) -> Document:
    """Return the checked document of a text; an encoding it names does not matter any more."""
    return checked(read_xml(text, file) if form == "xml" else read_abnf(text, file))


def checked(document: Document) -> Document:
    """Return the document. Raises GrammarError for the first problem among its rules."""
    for problem in problems(document):
        raise problem
    return document


def read_unchecked(data: bytes, file: str) -> Document:
    """Return the document as read, before its rules are checked against each other."""
    if len(data) > limits.FILE_BYTES:
        raise GrammarError(
            "The grammar is too big", Place(file), expected=f"at most {limits.FILE_BYTES} bytes", advice="Split it."
        )
    if _form(data, file) == "xml":
        return read_xml(_readable_xml(data, file), file)
    return read_abnf(_decoded(data, _abnf_encoding(data), file), file)


def _form(data: bytes, file: str) -> Form:
    if file.endswith(".grxml"):
        return "xml"
    start = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "xml" if start.startswith(b"<") else "abnf"


def _abnf_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for start, encoding in ((b"#\0", "utf-16-le"), (b"\0#", "utf-16-be")):
        if data.startswith(start):
            return encoding
    return declared_encoding(data.removeprefix(b"\xef\xbb\xbf"))


def _readable_xml(data: bytes, file: str) -> bytes | str:
    """Decode what the XML parser itself cannot, such as Shift_JIS."""
    declared = _DECLARED.match(data[:200])
    name = declared.group(1).decode("ascii") if declared else "utf-8"
    return data if name.lower() in _XML_ITSELF else _decoded(data, name, file)


def _decoded(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise GrammarError(
            f"There is no character encoding {encoding!r}", Place(file, 1, 11), expected="for example UTF-8"
        ) from None
    except (UnicodeError, ValueError) as error:
        line = data[: getattr(error, "start", 0)].count(b"\n") + 1
        raise GrammarError(
            f"The file is not in {encoding}", Place(file, line, 1), advice="Save it so, or name its encoding."
        ) from None
