"""Fit the confidence model: decode labelled clips, judge with whole speakers left out, write the numbers."""

import argparse
import asyncio
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from ivr.languages import ENGLISH
from ivr.speech.active import ActiveGrammars
from ivr.speech.cli.common import grammar_folder, model
from ivr.speech.confidence import FILE, Evidence
from ivr.speech.confidence.fitting.answers import JOINED, answered
from ivr.speech.confidence.fitting.cuts import MADE, joined, voices
from ivr.speech.confidence.fitting.figures import figures
from ivr.speech.confidence.fitting.kept import KeptDecodes
from ivr.speech.confidence.fitting.labelled import Labelled, labelled, learns, noised, read
from ivr.speech.confidence.fitting.logistic import Floats, fit_signed, probabilities
from ivr.speech.confidence.fitting.voiced import voiced
from ivr.speech.decoding import open_pool
from ivr.speech.decoding.decoys import short_words
from ivr.speech.emphasis import JUDGED, Judged
from ivr.speech.listening import Listening
from ivr.speech.spelling import spelling_prior
from ivr.speech.weighing import Weighed, Weigher

OWN = Path(__file__).with_name("grammars")
FOLDS = 5
USED: dict[Judged, tuple[str, ...]] = {
    "sentences": ("share", "lead", "against_rival", "worst_rival", "agreement", "length"),
    "figure": ("share", "gap", "against_rival", "agreement", "covered"),
}
"""Evidence that a kind is fitted on, where it isn't all: our sentences are said by offline voices and our outsiders are
studio recordings, so pace and what lies outside the words would tell the recordings apart. Of one digit the share says
all that its lead does, and one of both would be left out by chance."""


@dataclass(frozen=True)
class Row:
    """One clip's evidence, and whether its reading was right."""

    speaker: str
    grammar: str
    kind: Judged
    inside: bool
    right: bool
    evidence: Evidence | None

    @property
    def sort(self) -> str:
        """Return the grammar without its lengths and masks, which are many."""
        name, _, exact = self.grammar.partition("?")
        return f"{name}, exact" if exact else name


async def rows(options: argparse.Namespace, grammars: Path) -> list[Row]:
    """Return the evidence of so many clips of each sort: as recorded, joined from words, said by offline voices."""
    path = model()
    async with open_pool(path) as decoders:
        pool = KeptDecodes(decoders, options.kept)
        learned = [each for each in read(options.folder) if learns(each.speaker)]
        people, count = await voices(pool, learned), options.clips
        clips = [
            *labelled(learned, options.others, grammars, count),
            *(noised(clip, index // len(MADE)) for index, clip in enumerate(joined(people, count))),
            *figures(people, learned, count),
        ]
        if {"sentences", "digits"} & set(options.kinds):  # of their grammars none takes a digit alone
            words = [word.text for word in short_words(path)]
            clips += [*voiced(grammars, words, count), *answered(grammars, learned, count)]
        weigher = Weigher(pool, grammars, ENGLISH, spelling_prior(path))
        active = ActiveGrammars(grammars, ENGLISH)
        clips = [clip for clip in clips if _may_be(clip, options.kinds, active)]
        places = asyncio.Semaphore(pool.decoders + 1)
        with tqdm(total=len(clips), unit="clip") as bar:

            async def one(clip: Labelled) -> Row:
                async with places:
                    listening = Listening(tuple(clip.grammar.split(JOINED)))
                    weighed = await weigher.weigh(await weigher.hear(clip.mulaw, listening), listening)
                bar.update()
                return _row(clip, weighed)

            return list(await asyncio.gather(*(one(clip) for clip in clips)))


def _may_be(clip: Labelled, kinds: Sequence[Judged], grammars: ActiveGrammars) -> bool:
    """Return whether what the clip's grammar hears may be judged as one of these kinds."""
    active = grammars.active(tuple(clip.grammar.split(JOINED)))
    one = active.grammar.expects("one")
    return active.kind in kinds or ("figure" in kinds and one.complete and not one.can_continue)


def _row(clip: Labelled, weighed: Weighed) -> Row:
    inside = clip.expected is not None
    right = inside and bool(weighed.found) and weighed.found[0].value == clip.expected
    sounds = weighed.evidence if weighed.rival.words else None
    return Row(clip.speaker, clip.grammar, weighed.kind, inside, right, sounds)


def judged(table: list[Row], features: Floats, right: Floats) -> Floats:
    """Return each row's probability by a model that never heard its speaker."""
    speakers = sorted({row.speaker for row in table})
    fold = np.array([speakers.index(row.speaker) % FOLDS for row in table])
    chances = np.zeros(len(table))
    for number in range(FOLDS):
        weights = fit_signed(features[fold != number], right[fold != number], Evidence.signs())
        chances[fold == number] = probabilities(features[fold == number], weights)
    return chances


def report(everyone: list[Row], table: list[Row], chances: Floats) -> None:
    """Print, for each grammar, what thresholds take and let through."""
    for name in sorted({row.sort for row in everyone}):
        inside = sum(row.sort == name and row.inside for row in everyone)
        outside = sum(row.sort == name and not row.inside for row in everyone)
        for threshold in (0.4, 0.6, 0.8):
            taken = [
                row for row, chance in zip(table, chances, strict=True) if row.sort == name and chance >= threshold
            ]
            good = sum(row.right for row in taken)
            wrong = sum(row.inside and not row.right for row in taken)
            strange = sum(not row.inside for row in taken)
            print(f"{name:28} {threshold}: right {good}/{inside}, wrong {wrong}/{inside}, outside {strange}/{outside}")


def collected(options: argparse.Namespace) -> list[Row]:
    """Return the evidence of clips under the project's grammars and those that stand beside this file."""
    with tempfile.TemporaryDirectory() as scratch:
        for home in (grammar_folder(None) / "en", OWN):
            shutil.copytree(home, scratch, dirs_exist_ok=True)
        return asyncio.run(rows(options, Path(scratch)))


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="recordings of people, with a CSV: audio, speaker, kind, words")
    parser.add_argument("--others", type=Path, help="more WAVs of speech that no grammar holds")
    parser.add_argument("--clips", type=int, default=600, help="clips inside grammars, and as many outside")
    parser.add_argument("--kinds", nargs="+", choices=JUDGED, default=JUDGED, help="fit these; others stay as they are")
    parser.add_argument("--kept", type=Path, metavar="FILE", help="keep decodes there: fitting again takes seconds")
    parser.add_argument("--out", type=Path, default=grammar_folder(None) / FILE)
    options = parser.parse_args()
    everyone = collected(options)
    kinds = json.loads(options.out.read_text())["kinds"] if options.out.exists() else {}
    for kind in options.kinds:
        table = [row for row in everyone if row.kind == kind]
        kinds[kind] = {"clips": len(table), **fitted_and_reported(table, USED.get(kind, Evidence.names()))}
    options.out.write_text(json.dumps({"kinds": kinds}, indent=1) + "\n")


def fitted_and_reported(everyone: list[Row], used: tuple[str, ...]) -> dict[str, object]:
    """Return the weights for these clips, after printing how they do for speakers that were left out."""
    table = [row for row in everyone if row.evidence]
    mask = np.array([name in used for name in Evidence.names()], dtype=np.float64)
    features = np.array([row.evidence.values() for row in table if row.evidence]) * mask
    right = np.array([float(row.right) for row in table])
    report(everyone, table, judged(table, features, right))
    *weights, bias = (round(float(value), 4) for value in fit_signed(features, right, Evidence.signs()))
    return {"weights": dict(zip(Evidence.names(), weights, strict=True)), "bias": bias}


if __name__ == "__main__":
    main()
