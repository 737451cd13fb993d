"""The commands: train, understand, report."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from ivr import settings
from ivr.intents import reporting, sentences, store
from ivr.intents.encoder import encoder
from ivr.intents.errors import IntentsUnavailable
from ivr.intents.topics import labels
from ivr.intents.understanding import ACTIVE, Understander, Understanding, understander
from ivr.languages import LANGUAGES, Language
from ivr.speech.grammar import GrammarError

Parser = argparse.ArgumentParser
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def main(arguments: Sequence[str] | None = None, active: Sequence[str] = ACTIVE) -> int:
    """Run a command; return its exit status: 2 for wrong use, in one sentence.

    `active` are the grammars of the main question.
    """
    options = _parser().parse_args(arguments)
    options.active = active
    try:
        return int(options.run(options))
    except (IntentsUnavailable, GrammarError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def train(options: argparse.Namespace) -> int:
    """Train the model of each language whose sentences changed."""
    for language in options.language or _languages(options.grammars):
        path = store.path_of(language, options.grammars)
        if path.exists() and not options.again:
            print(f"{language}: the model is up to date ({path})")
            continue
        from ivr.intents.training import train as learned  # scikit-learn is needed here alone

        began = time.monotonic()
        known = sentences.learned(language, options.grammars)
        classifier = learned(known, encoder())
        store.save(classifier, path)
        print(
            f"{language}: {len(known)} sentences, {len(classifier.topics)} topics, taken outright from "
            f"{classifier.accept:.2f}, in {time.monotonic() - began:.1f} s ({path})"
        )
    return 0


def understand(options: argparse.Namespace) -> int:
    """Answer each line, or the sentence given, with a line of JSON."""
    answer = _understander(options)
    lines: Iterable[str] = _lines() if options.words == "-" else [options.words]
    for line in lines:
        print(json.dumps(as_json(answer(line)), ensure_ascii=False), flush=True)
    return 0


def report(options: argparse.Namespace) -> int:
    """Print how the rows of a file are understood, and what is other than by an older model."""
    rows = reporting.read(options.file)
    now = reporting.results(rows, _understander(options))
    print(reporting.table(now))
    if options.against:
        old = understander(_language(options), options.grammars, store.load(options.against), encoder(), options.active)
        print("\n" + reporting.changes(reporting.results(rows, old), now))
    return 0


def as_json(understood: Understanding) -> dict[str, object]:
    """Return an understanding as the command prints it."""
    topics = [
        {"topic": each.topic, "probability": round(each.probability, 4), "labels": labels(each.topic)}
        for each in understood.ruling.likely
    ]
    decision = understood.ruling.decision
    told: dict[str, object] = {"words": understood.words, "decision": decision, "topics": topics}
    told["slots"] = dict(understood.slots)
    return told | ({"then": list(understood.then)} if understood.then else {})


def _understander(options: argparse.Namespace) -> Understander:
    language = _language(options)
    if options.model:
        model = store.load(options.model)
    else:
        model = store.ready(options.language, options.grammars, lambda hint: print(f"note: {hint}", file=sys.stderr))
    return understander(language, options.grammars, model, encoder(), options.active)


def _language(options: argparse.Namespace) -> Language:
    if options.language not in LANGUAGES:
        raise IntentsUnavailable(f"There is no language {options.language}; there are {', '.join(LANGUAGES)}")
    return LANGUAGES[options.language]


def _lines() -> Iterable[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _languages(grammars: Path) -> list[str]:
    found = sorted(folder.parent.name for folder in grammars.glob("*/topics") if folder.is_dir())
    if not found:
        raise IntentsUnavailable(f"There are no sentences in {grammars}: it needs a folder LANGUAGE/topics")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ivr.intents", description="What callers are calling about.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    trains = _command(commands, "train", "learn the sentences in grammars/LANGUAGE/topics", train)
    trains.add_argument("--language", action="append", help="a language; may repeat (default: all there are)")
    trains.add_argument("--again", action="store_true", help="also when nothing changed")
    understands = _command(commands, "understand", "say what a sentence is about, as JSON", understand)
    understands.add_argument("words", help="a sentence; - reads lines and answers each with a line")
    reports = _command(commands, "report", "say how labelled sentences are understood", report)
    reports.add_argument("file", type=Path, help="CSV with the columns text, label and second_label")
    reports.add_argument("--against", type=Path, metavar="OLD", help="an older model, to see what changed")
    for each in (understands, reports):
        each.add_argument("--language", default="en", help="language of the sentences (default: en)")
        each.add_argument("--model", type=Path, help="a trained model (default: that of the present sentences)")
    return parser


def _command(commands: Commands, name: str, about: str, run: Callable[[argparse.Namespace], int]) -> Parser:
    command = commands.add_parser(name, help=about)
    command.add_argument("--grammars", type=Path, default=settings.PROJECT / "grammars", help="folder of the grammars")
    command.set_defaults(run=run)
    return command
