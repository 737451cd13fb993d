"""Collect what supervisors want to change, until it is published."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from ivr.languages.language import Languages
from ivr.prompts import rewriting
from ivr.prompts.template import BadTemplate
from ivr.redaction import Redactors
from ivr.refusals import Refusal
from ivr.review import audit
from ivr.review.content import Change, dumped, loaded
from ivr.review.folder import meaning_of
from ivr.review.prompts import catalogues
from ivr.review.tables import DraftRow
from ivr.review.topics import GRAMMARS, topics
from ivr.speech.grammar import GrammarError

LONGEST = 200
_PLAIN = re.compile(r"[^\[\]{}()<>|;#@\"/\\\n\r\t\x00-\x1f]+")


class BadChange(Refusal):
    """Say what is wrong with a change, and what to do."""


@dataclass(frozen=True)
class Draft:
    """A change that waits, and whose it is."""

    id: int
    change: Change
    who: str
    at: datetime


def add(session: Session, change: Change, who: str, at: datetime) -> int:
    """Keep a change for the next version."""
    row = {"change": dumped([change]), "who": who, "at": at}
    id_ = session.execute(insert(DraftRow).values(row).returning(DraftRow.id)).scalar_one()
    audit.note(session, who, "draft", described(change), at)
    return id_


def drop(session: Session, id_: int, who: str, at: datetime) -> bool:
    """Give a change up; return False where it is there no more."""
    row = session.get(DraftRow, id_)
    if row is None:
        return False
    audit.note(session, who, "draft dropped", described(loaded(row.change)[0]), at)
    session.execute(delete(DraftRow).where(DraftRow.id == id_))
    return True


def drafts(session: Session) -> Sequence[Draft]:
    """Return the changes that wait, the oldest first."""
    rows = session.scalars(select(DraftRow).order_by(DraftRow.id))
    return [Draft(row.id, loaded(row.change)[0], row.who, row.at) for row in rows]


def described(change: Change) -> str:
    """Return a change in words, for the list of changes."""
    means = f" like “{change.like}”" if change.like else ""
    verb = "take away" if change.removes else "add"
    return f"{verb} {change.kind} “{change.text}”{means} ({change.language}, {change.target})"


def checked(change: Change, redactors: Redactors, languages: Languages, grammars: Path = GRAMMARS) -> Change:
    """Return a change in small letters that may be kept. Raises BadChange: personal words never become a grammar's."""
    if change.kind == "prompt":
        return _prompt(change)
    text = " ".join(change.text.lower().split())
    if not text or len(text) > LONGEST or not _PLAIN.fullmatch(text):
        raise BadChange("Write words alone, up to %(most)s letters, without brackets and signs.", most=LONGEST)
    if change.language not in languages:
        raise BadChange("There is no language %(language)s.", language=change.language)
    redactor = redactors.of(change.language).own
    if spans := redactor.spans(text):
        found = ", ".join(text[start:end] for start, end in spans)
        raise BadChange("This may be personal: %(found)s. Write the sentence without it.", found=found)
    plain = Change(change.kind, change.language, change.target, text, change.like.lower().strip(), change.removes)
    if change.kind == "sentence" and change.target not in topics(grammars):
        raise BadChange("There is no topic %(topic)s.", topic=change.target)
    if change.kind == "phrase":
        _refuse_unfit(plain, languages, grammars)
    return plain


def _refuse_unfit(change: Change, languages: Languages, grammars: Path) -> None:
    try:
        meaning_of(change, grammars, languages)
    except GrammarError as error:
        raise BadChange(f"{change.target}: {error.problem}. {error.advice}".rstrip(". ") + ".") from None


def _prompt(change: Change) -> Change:
    catalogue = catalogues().get(change.language)
    if catalogue is None:
        raise BadChange("There are no prompts in %(language)s.", language=change.language)
    text = " ".join(change.text.split())
    try:
        rewriting.checked(catalogue, change.target, text)
    except BadTemplate as bad:
        raise BadChange(f"{change.target}: {bad}.") from None
    return replace(change, text=text)
