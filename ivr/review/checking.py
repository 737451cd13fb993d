"""Check a version before it may be published: grammars, call flow, a trained model, past calls played again.

It runs in a process of its own: what breaks here breaks no call.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ivr.intents import store
from ivr.intents.encoder import Encoder, Vectors
from ivr.intents.sentences import EVERY_LANGUAGE, read
from ivr.intents.understanding import Understander, understander
from ivr.languages.language import Language, Languages
from ivr.review import models, replaying
from ivr.review.collisions import Known, collisions
from ivr.review.content import Change, Content, prompts_of
from ivr.review.folder import folder_of, meaning_of
from ivr.review.playing import Edition, Play, newest, nothing_to_play, scenarios
from ivr.review.replaying import Walked
from ivr.review.versions import Version, content_of, finish, progress
from ivr.review.walks import Pair, summary
from ivr.settings import PROJECT
from ivr.speech.decoding import DecodeFailed, DecodersUnavailable, Job, open_pool
from ivr.speech.grammar import GrammarError, load, union
from ivr.speech.grammar.lint import lint
from ivr.storage import Database

DAYS, WEEK = timedelta(days=30), timedelta(days=7)
MOST_SHOWN = 200
MOST_PLAYED = 200
"""Calls of which the sound is played again: the newest."""
SILENCE = b"\xff" * 4000


@dataclass(frozen=True)
class Hotline:
    """What the checks need of the hotline: its files, its languages with their speech models, its open questions."""

    database: Database
    grammars: Path
    versions: Path
    languages: Languages
    speech: Mapping[str, Path]
    active: Sequence[str]
    questions: Iterable[str]
    encoder: Encoder
    now: Callable[[], datetime]
    call_flow: Callable[[Path, Content], Sequence[str]]
    """Returns what `ivr.check` finds with the grammars of a folder and some prompts."""
    play: Play = nothing_to_play


@dataclass
class Remembering:
    """An encoder that encodes each sentence once: before and after are two models over the same vectors."""

    encoder: Encoder
    known: dict[tuple[str, ...], Vectors] = field(default_factory=dict)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each sentence."""
        key = tuple(texts)
        if key not in self.known:
            self.known[key] = self.encoder.encode(texts)
        return self.known[key]


def check(hotline: Hotline, version: Version) -> bool:
    """Check a version and note what was found; return whether it is good."""
    tell = _teller(hotline.database, version.number)
    tell("writing the grammars")
    with hotline.database.reading_rows() as rows:
        base = content_of(rows, version.base)
    try:
        before = folder_of(base, hotline.grammars, hotline.languages, hotline.versions)
        after = folder_of(version.content, hotline.grammars, hotline.languages, hotline.versions)
    except GrammarError as error:
        return _found(hotline, version, [str(error)], {})
    problems = _grammar_problems(hotline, version.changes, before, after, tell)
    tell("call flow")
    problems += hotline.call_flow(after, version.content)
    if problems:
        return _found(hotline, version, problems, {})
    report = _replayed(hotline, version, before, after, tell)
    editions = (Edition(before, base), Edition(after, version.content))
    heard, problems = _played(hotline, editions, tell)
    return _found(hotline, version, problems, {**report, **heard})


def _played(
    hotline: Hotline, editions: tuple[Edition, Edition], tell: Callable[..., None]
) -> tuple[Mapping[str, Any], list[str]]:
    """Return what becomes of past calls from their sound, and which scenarios go another way."""
    with hotline.database.reading_rows() as rows:
        kept = scenarios(rows)
        sids = list(dict.fromkeys([*kept, *newest(rows, hotline.now() - DAYS, MOST_PLAYED)]))
    began = time.monotonic()
    walked = hotline.play(editions, sids, lambda done, of: tell("playing sound again", done, of)) if sids else ()
    pairs = [Pair(*walks) for walks in walked]
    if not pairs:
        return {}, []
    wrong = [pair.before.call for pair in pairs if pair.before.call in kept and pair.fork]
    problems = [f"Call {sid} is labelled a scenario, and goes another way: see its row below." for sid in wrong]
    return {"sound": summary(pairs, time.monotonic() - began, MOST_SHOWN)}, problems


def _teller(database: Database, number: int) -> Callable[..., None]:
    def tell(step: str, done: int = 0, of: int = 0) -> None:
        with database.writing_rows() as rows:
            progress(rows, number, step, done, of)

    return tell


def _found(hotline: Hotline, version: Version, problems: Sequence[str], report: Mapping[str, Any]) -> bool:
    with hotline.database.writing_rows() as rows:
        finish(rows, version.number, "failed" if problems else "ready", {**report, "problems": list(problems)})
    return not problems


def _grammar_problems(
    hotline: Hotline, changes: Content, before: Path, after: Path, tell: Callable[..., None]
) -> list[str]:
    """Return what lint finds in the changed grammars and did not find before, and which of them break a decoder."""
    problems: list[str] = []
    for code, name in sorted({(each.language, each.target) for each in changes if each.kind == "phrase"}):
        tell("grammars")
        language, model = hotline.languages[code], hotline.speech.get(code)
        old, new = (_lint(folder / code / f"{name}.gram", language, model) for folder in (before, after))
        problems += sorted(new - old)
        if model and not problems:
            problems += asyncio.run(_decoded(after / code, name, language, model, hotline.active))
    return problems


def _lint(file: Path, language: Language, model: Path | None) -> set[str]:
    words = (model / "graph" / "words.txt").read_text("utf-8").splitlines() if model else []
    known = {line.split()[0] for line in words if line}
    found = lint(file, language, lambda word: not known or word in known, model_words=sorted(known))
    return {f"{each.problem}. {each.advice}" for each in found if each.kind not in ("garbage", "keys")}


async def _decoded(folder: Path, name: str, language: Language, model: Path, active: Sequence[str]) -> list[str]:
    """Return what happens to a decoder that is given the phrases of a grammar, with those active beside it."""
    together = list(dict.fromkeys((name, *(active if name in active else ()))))
    grammar = union([load(each, folder=folder, language=language) for each in together])
    try:
        async with open_pool(model, 1) as pool:
            await pool.decode(Job(SILENCE, tuple(grammar.phrases())))
    except (DecodeFailed, DecodersUnavailable) as error:
        return [f"{name} breaks the recogniser: {error}"]
    return []


def call_flow(grammars: Path, content: Content) -> Sequence[str]:
    """Return what is wrong with the call flow under other grammars and prompts, by the command that developers use."""
    prompts = json.dumps([[*place, text] for place, text in prompts_of(content).items()])
    command = [sys.executable, "-m", "ivr.check", "--grammars", str(grammars), "--prompts", prompts]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=600)
    return (done.stdout + done.stderr).splitlines()[:20] if done.returncode else []


def _replayed(
    hotline: Hotline, version: Version, before: Path, after: Path, tell: Callable[..., None]
) -> Mapping[str, Any]:
    now, seconds = hotline.now(), 0.0
    walked: list[Walked] = []
    difference: list[dict[str, Any]] = []
    for code in hotline.languages:
        heard = [each for each in version.changes if each.kind != "prompt"]
        changes = [each for each in heard if code == each.language]
        if not changes and not any(each.language == EVERY_LANGUAGE for each in heard):
            continue
        if not (hotline.grammars / code / "topics").is_dir():
            continue
        old, new = _understanders(hotline, code, before, after, tell)
        with hotline.database.reading_rows() as rows:
            said = replaying.past(rows, code, hotline.questions, now - DAYS)
        began = time.monotonic()
        of_language = replaying.walk(said, old, new, lambda done, of: tell("playing calls again", done, of))
        seconds += time.monotonic() - began
        difference += [_difference(hotline, each, old, new, of_language, now - WEEK) for each in changes]
        walked += of_language
    return _report(walked, difference, seconds)


def _understanders(
    hotline: Hotline, code: str, before: Path, after: Path, tell: Callable[..., None]
) -> tuple[Understander, Understander]:
    language, shared = hotline.languages[code], Remembering(hotline.encoder)
    made = []
    for folder in (before, after):
        tell("learning the topics")
        path = models.train(hotline.database, code, folder)
        made.append(understander(language, folder, store.load(path), shared, hotline.active))
    return made[0], made[1]


def _difference(
    hotline: Hotline, change: Change, old: Understander, new: Understander, walked: Sequence[Walked], since: datetime
) -> dict[str, Any]:
    recent = [each.said for each in walked if each.said.at >= since]
    saying = {each.call for each in recent if f" {change.text} " in f" {each.words} "}
    near = _collisions(hotline, change)
    return {
        "text": change.text,
        "kind": change.kind,
        "target": change.target,
        "removes": change.removes,
        "before": asdict(replaying.outcome(old(change.text))),
        "after": asdict(replaying.outcome(new(change.text))),
        "said_by": len(saying),
        "calls": len({each.call for each in recent}),
        "collisions": [{"text": each.text, "means": each.means} for each in near],
    }


def _collisions(hotline: Hotline, change: Change) -> Sequence[Known]:
    folder = hotline.grammars / change.language
    if change.removes:
        return ()
    if change.kind == "sentence":
        topics = {each.text: each.topic for each in read(folder / "topics")}
        return collisions(change.text, change.target, topics, lambda text: topics[text])
    grammar = load(change.target, folder=folder, language=hotline.languages[change.language])
    means = json.dumps(meaning_of(change, hotline.grammars, hotline.languages))

    def meaning(text: str) -> str:
        found = grammar.meanings(text)
        return json.dumps(found[0].value) if found else ""

    return collisions(change.text, means, grammar.phrases(), meaning)


def _report(walked: Sequence[Walked], difference: Sequence[dict[str, Any]], seconds: float) -> Mapping[str, Any]:
    changed = sorted((each for each in walked if each.how != "same"), key=lambda each: not each.is_broken)
    spoken = {each.said.call: each.said.seconds for each in walked}
    return {
        **replaying.figures(walked),
        "identical": replaying.is_identical(walked),
        "seconds": round(seconds, 1),
        "pace": round(sum(spoken.values()) / seconds) if seconds else 0,
        "difference": list(difference),
        "rows": [_row(each) for each in changed[:MOST_SHOWN]],
    }


def _row(walked: Walked) -> dict[str, Any]:
    said = walked.said
    return {
        "call": said.call,
        "turn": said.turn,
        "how": walked.how,
        "before": asdict(walked.before),
        "after": asdict(walked.after),
        "mended": walked.is_mended,
        "broken": walked.is_broken,
    }
