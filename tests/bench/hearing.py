"""How strangers are heard: `python -m tests.bench.hearing FOLDER [LINE ...]` prints a table.

People, voices and noises are none of those that the confidence is fitted on (see `hearing_clips`). Each clip goes
through the recogniser that calls use; "wrong" is accepted and not what was said.
"""

import argparse
import asyncio
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from ivr.languages import ENGLISH
from ivr.speech import Listening, Recognition
from ivr.speech.cli.common import grammar_folder, model
from ivr.speech.confidence import FILE, Model
from ivr.speech.confidence.fitting.answers import JOINED
from ivr.speech.confidence.fitting.cuts import voices
from ivr.speech.confidence.fitting.kept import KeptDecodes
from ivr.speech.confidence.fitting.labelled import YES_NO, Labelled, read
from ivr.speech.decoding import open_pool
from ivr.speech.mulaw import seconds_of
from ivr.speech.recogniser import Recogniser
from ivr.speech.spelling import spelling_prior
from ivr.speech.weighing import Weigher
from ivr.speech.wording import FreeWordings
from tests.bench.hearing_clips import Clips

SETS = ("digits", "strings", "letters", "commands", "slots", "answers", "menu")
FEWEST = 4
"""Clips of a speaker from which on they count for the worst speaker."""


@dataclass(frozen=True)
class Judged:
    """A clip and what it was taken for."""

    line: str
    clip: Labelled
    recognition: Recognition

    @property
    def right(self) -> bool:
        return self.clip.expected is not None and self.recognition.interpretation == self.clip.expected

    @property
    def taken(self) -> bool:
        return self.right and self.recognition.decision != "reject"

    @property
    def wrong(self) -> bool:
        return self.recognition.decision == "accept" and not self.right


async def judged(options: argparse.Namespace, grammars: Path) -> list[Judged]:
    """Return what every clip was taken for."""
    async with open_pool(model(), 1) as pool:
        decoders = KeptDecodes(pool, options.kept)
        spoken = read(options.folder)
        people = await voices(decoders, spoken, seed=31)
        others = sorted(options.others.rglob("*.wav")) if options.others else []
        clips = Clips(people, spoken, others, options.count)
        confidence = Model.load(options.confidence)
        weigher = Weigher(decoders, grammars, ENGLISH, spelling_prior(model()))
        recogniser = Recogniser(weigher, confidence, FreeWordings(decoders))
        return [await _judged(recogniser, *each) for each in tqdm(list(_made(clips, options.sets, grammars)))]


def _made(clips: Clips, sets: list[str], grammars: Path) -> Iterator[tuple[str, Labelled]]:
    for name in sets:
        make = getattr(clips, name)
        yield from make(grammars) if name == "slots" else make()


async def _judged(recogniser: Recogniser, line: str, clip: Labelled) -> Judged:
    asked = clip.grammar.startswith(YES_NO) and JOINED not in clip.grammar
    accept = 0.6 if asked else 0.8
    listening = Listening(tuple(clip.grammar.split(JOINED)), accept=accept)
    return Judged(line, clip, await recogniser.decide(await recogniser.hear(clip.mulaw, listening), listening))


def show(everything: list[Judged]) -> None:
    """Print a line for each kind of clip."""
    lines: dict[str, list[Judged]] = defaultdict(list)
    for each in everything:
        lines[each.line].append(each)
    print("| what | clips | best | accepted | accepted or asked back | wrong and accepted | worst speaker | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    for line, group in lines.items():
        best, taken, wrong = (_part([getattr(each, name) for each in group]) for name in ("right", "taken", "wrong"))
        accepted = _part([each.right and each.recognition.decision == "accept" for each in group])
        sound = sum(seconds_of(each.clip.mulaw) for each in group)
        cost = sum(each.recognition.decode_seconds for each in group) / sound
        print(f"| {line} | {len(group)} | {best} | {accepted} | {taken} | {wrong} | {_worst(group)} | {cost:.3f} |")


def _part(flags: list[bool]) -> str:
    return f"{100 * sum(flags) / len(flags):.1f}"


def _worst(group: list[Judged]) -> str:
    speakers: dict[str, list[bool]] = defaultdict(list)
    for each in group:
        speakers[each.clip.speaker].append(each.taken)
    return min((_part(taken) for taken in speakers.values() if len(taken) >= FEWEST), key=float, default="")


def details(everything: list[Judged]) -> None:
    """Print each clip that was not taken, or wrongly."""
    for each in everything:
        if each.wrong or (each.clip.expected is not None and not each.taken):
            heard = each.recognition
            print(each.line, each.clip.speaker, repr(each.clip.expected), repr(heard.interpretation), heard.decision,
                  f"{heard.confidence:.3f}", repr(heard.text), heard.nbest[:3], sep=" | ")  # fmt: skip


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="recordings of people, with a CSV: audio, speaker, kind, words")
    parser.add_argument("sets", nargs="*", choices=SETS, default=SETS, metavar="LINE", help=", ".join(SETS))
    parser.add_argument("--others", type=Path, help="more WAVs of speech that no grammar holds")
    parser.add_argument("--count", type=int, default=40, help="clips a line, about")
    parser.add_argument("--kept", type=Path, metavar="FILE", help="keep decodes there")
    parser.add_argument("--confidence", type=Path, default=grammar_folder(None) / FILE, help="weights to judge with")
    parser.add_argument("--details", action="store_true", help="print each clip that was not taken, or wrongly")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        ours = Path(__file__).parents[2] / "ivr/speech/confidence/fitting/grammars"
        for home in (grammar_folder(None) / "en", ours, Path(__file__).with_name("grammars")):
            shutil.copytree(home, scratch, dirs_exist_ok=True)
        everything = asyncio.run(judged(options, Path(scratch)))
    if options.details:
        details(everything)
    show(everything)


if __name__ == "__main__":
    main()
