"""One sentence of SRGS 1.0 as inputs in both forms: a grammar with words it takes and refuses, or an illegal one."""

from dataclasses import dataclass

XMLNS = "http://www.w3.org/2001/06/grammar"


@dataclass(frozen=True)
class Clause:
    """A rule or whole grammar in ABNF and in XML (either may be None) that must read the same.

    `takes` and `refuses` are what a caller says; `files` stand beside the grammar.
    """

    section: str
    says: str
    abnf: str | bytes | None
    xml: str | bytes | None
    takes: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    legal: bool = True

    def forms(self) -> dict[str, bytes]:
        """Return the file of each form."""
        both = {"gram": self.abnf, "grxml": self.xml}
        return {form: _whole(text, form) for form, text in both.items() if text is not None}


def illegal(section: str, says: str, abnf: str | bytes | None, xml: str | bytes | None) -> Clause:
    """Return inputs that must be rejected."""
    return Clause(section, says, abnf, xml, legal=False)


def document(body: str, *, attributes: str = 'xml:lang="en-US" root="main"', before: str = "") -> str:
    """Return an XML grammar."""
    return f'{before}<grammar xmlns="{XMLNS}" version="1.0" {attributes}>{body}</grammar>'


def rule(content: str) -> str:
    """Return a rule named main."""
    return f'<rule id="main">{content}</rule>'


def header(*declarations: str, first: str = "#ABNF 1.0;") -> str:
    """Return the beginning of an ABNF grammar."""
    return "\n".join((first, *declarations)) + "\n"


def _whole(text: str | bytes, form: str) -> bytes:
    if isinstance(text, bytes):
        return text
    if form == "gram" and not text.lstrip().startswith("#"):
        text = header("language en-US;", "mode voice;", "root $main;") + text
    if form == "grxml" and text.lstrip().startswith("<rule"):
        text = document(text)
    return text.encode()
