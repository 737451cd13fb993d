"""`python -m ivr.review replay`: play past calls again, and compare with what other code made of them."""

import argparse
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from tqdm import tqdm

from ivr import codec
from ivr.review.checking import Hotline
from ivr.review.folder import folder_of
from ivr.review.playing import Edition, newest
from ivr.review.replaying import HOWS
from ivr.review.versions import content_of, published
from ivr.review.walks import Pair, Walk, loaded, saved, summary
from ivr.whole_files import write_whole

MOST_SHOWN = 40
SAME, OTHER, UNUSABLE = 0, 1, 2
"""Exit codes."""


def add_replay(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Say what the command takes."""
    parser = commands.add_parser("replay", help="play past calls again from their sound, offline")
    parser.add_argument("--days", type=int, default=30, help="how far back (default: 30)")
    parser.add_argument("--calls", type=int, default=1_000, help="the newest so many (default: 1000)")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write down the way of each call, without its words")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with what --save wrote under other code")


def replay(hotline: Hotline, given: argparse.Namespace) -> int:
    """Play calls with what is published; return 0 where all go as they did, 1 where not."""
    try:
        then = loaded(given.against.read_text("utf-8")) if given.against else None
    except (OSError, ValueError, codec.Unreadable) as error:
        print(f"{given.against} can't be read ({error}). Write it with --save.")
        return UNUSABLE
    began = time.monotonic()
    walks = _played(hotline, given.days, given.calls)
    seconds = time.monotonic() - began
    if given.save:
        write_whole(given.save, saved(walks).encode())
    if not walks:
        print("No call of that time can be heard again.")
        return UNUSABLE
    pairs = [Pair(then[walk.call] if then else walk, walk) for walk in walks if then is None or walk.call in then]
    _print(summary(pairs, seconds, MOST_SHOWN), compared=then is not None)
    return SAME if all(pair.is_identical for pair in pairs) else OTHER


def _played(hotline: Hotline, days: int, most: int) -> list[Walk]:
    with hotline.database.reading_rows() as rows:
        sids = newest(rows, hotline.now() - timedelta(days=days), most)
        content = content_of(rows, published(rows).version)
    folder = folder_of(content, hotline.grammars, hotline.languages, hotline.versions)
    with tqdm(total=len(sids), unit=" calls", disable=not sys.stderr.isatty()) as bar:

        def tell(done: int, of: int) -> None:
            bar.update(done - bar.n)

        walked = hotline.play([Edition(folder, content)], sids, tell)
    return [walk for (walk,) in walked]


def _print(known: Any, *, compared: bool) -> None:
    print(f"{known['calls']} calls of {known['call_seconds']} s, {known['utterance_seconds']} s of speech decoded")
    print(f"in {known['seconds']} s: {known['pace']} times real time")
    print(f"{known['as_then']} were asked the same questions as then, to their end")
    if not compared:
        return
    if known["identical"]:
        print("all go exactly the same way: byte for byte")
        return
    print(", ".join(f"{title}: {known[how]}" for how, title in HOWS.items()) + f", other words: {known['other_words']}")
    for row in known["rows"]:
        print(f"  {row['call']} turn {row['turn']} ({row['asked']}): {row['before']} -> {row['after']}")
