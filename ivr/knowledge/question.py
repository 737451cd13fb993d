"""What was asked, made ready to be compared: words that were heard apart are joined, unknown ones mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ivr.intents.content import content
from ivr.intents.numbers import DIGITS
from ivr.knowledge.sounds import SHORTEST, sound_of, sounds_like
from ivr.knowledge.tables import ArticleTermRow
from ivr.knowledge.terms import said, term, terms
from ivr.knowledge.word_index import Seen
from ivr.knowledge.wordlist import word_list

MOST_JOINED = 4
"""Words that are joined: "i m e i", "blue tooth"."""
LONGEST = 60
"""Words of a question that are looked at."""
LONGEST_WORD = 40
"""Letters of a word; a longer one is none."""


@dataclass(frozen=True)
class Question:
    """The words as they are understood, those that tell something, and their terms, in a language."""

    language: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    terms: tuple[str, ...]


def question_of(rows: Connection, text: str, language: str) -> Question:
    """Return the question of heard words, in the terms that the articles have."""
    words = [word for word in content(" ".join(said(text))) if len(word) <= LONGEST_WORD][:LONGEST]
    joined = _joined(words)
    pieces = {piece: term(piece, language) for piece in (*joined.values(), *words)}
    known = seen_of(rows, [*pieces.values()])
    words = _join(words, joined, {piece for piece, its in pieces.items() if _in_titles(known, its)}, language)
    words = _mended(rows, words, known, language)
    ignored = word_list(language).ignored
    telling = [word for word in words if word not in ignored and word.partition("'")[0] not in ignored] or words
    found = tuple(dict.fromkeys(terms(words, language)))
    return Question(language, tuple(words), tuple(telling), found)


def seen_of(rows: Connection, wanted: Sequence[str]) -> dict[str, Seen]:
    """Return in how many articles each of these terms is; those that are in none are left out."""
    table = ArticleTermRow
    asked = select(table.term, table.titles, table.articles).where(table.term.in_(set(wanted)))
    return {row[0]: Seen(row[1], row[2]) for row in rows.execute(asked)}


def _in_titles(known: Mapping[str, Seen], its: str) -> bool:
    return its in known and known[its].titles > 0


def _joined(words: Sequence[str]) -> dict[tuple[int, int], str]:
    """Return every run of words as one, digits as figures: "four g" is 4g."""
    figures = [DIGITS.get(word, word) for word in words]
    return {
        (start, size): "".join(figures[start : start + size])
        for start in range(len(words))
        for size in range(2, MOST_JOINED + 1)
        if start + size <= len(words) and all(word.isascii() for word in words[start : start + size])
    }


def _join(words: Sequence[str], joined: Mapping[tuple[int, int], str], known: set[str], language: str) -> list[str]:
    """Return the words, with those as one that are one word in a title; the longest first."""
    ignored = word_list(language).ignored
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(MOST_JOINED, 1, -1) if joined.get((at, n)) in known), 1)
        if size > 1 and all(word in ignored for word in words[at : at + size]):
            size = 1
        found.append(joined[at, size] if size > 1 else words[at])
        at += size
    return found


def _mended(rows: Connection, words: Sequence[str], known: Mapping[str, Seen], language: str) -> list[str]:
    """Return the words; those that no article has become the term that sounds like them, alone or with the next."""
    ignored = word_list(language).ignored
    odd = [
        word.isascii() and len(word) >= SHORTEST and word not in ignored and term(word, language) not in known
        for word in words
    ]
    if not any(odd):
        return list(words)
    pairs = [
        first + second if second.isascii() else first for first, second in zip(words, (*words[1:], ""), strict=True)
    ]
    near = _by_sound(
        rows, [one for pair in zip(words, pairs, odd, strict=True) if pair[2] for one in pair[:2]], language
    )
    found: list[str] = []
    at = 0
    while at < len(words):
        alone, joined = (_mend(one, near, language) if odd[at] else None for one in (words[at], pairs[at]))
        found.append(joined or alone or words[at])
        at += 2 if joined else 1
    return found


def _by_sound(rows: Connection, words: Sequence[str], language: str) -> dict[str, list[str]]:
    """Return the terms of titles that sound like one of the words, the commonest last."""
    table = ArticleTermRow
    asked = select(table.term, table.sound).where(
        table.sound.in_({sound_of(term(word, language)) for word in words}), table.titles > 0
    )
    near: dict[str, list[str]] = {}
    for row in rows.execute(asked.order_by(table.titles, table.term)):
        near.setdefault(row[1], []).append(row[0])
    return near


def _mend(word: str, near: Mapping[str, Sequence[str]], language: str) -> str | None:
    its = term(word, language)
    alike = [other for other in near.get(sound_of(its), ()) if sounds_like(its, other)]
    return alike[-1] if alike else None
