"""Fit the confidence model: decode labelled clips, judge with whole speakers left out, write the numbers."""

import argparse
import asyncio
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from ivr.speech.cli.common import grammar_folder, model
from ivr.speech.confidence import FILE, Evidence
from ivr.speech.confidence.fitting.cuts import joined, voices
from ivr.speech.confidence.fitting.labelled import COMMANDS, MENU, Labelled, labelled, noised, read
from ivr.speech.confidence.fitting.logistic import Floats, fit, probabilities
from ivr.speech.decoding import open_pool
from ivr.speech.emphasis import KINDS, Kind
from ivr.speech.listening import Listening
from ivr.speech.weighing import Weigher

FOLDS = 5
USED: dict[Kind, tuple[str, ...]] = {"sentences": ("against_rival", "worst_rival", "length")}
"""Evidence that a kind is fitted on, where it isn't all: our labelled sentences are short commands of strangers and our
outsiders studio recordings, so pace and what lies outside the words would tell the recordings apart."""


@dataclass(frozen=True)
class Row:
    """One clip's evidence, and whether its reading was right."""

    speaker: str
    grammar: str
    kind: Kind
    inside: bool
    right: bool
    evidence: Evidence | None


async def rows(clips: list[Labelled], folder: Path, count: int, grammars: Path) -> list[Row]:
    """Return the evidence of every clip, and of so many joined from the folder's words, decoded by all cores."""
    async with open_pool(model()) as pool:
        made = joined(await voices(pool, read(folder)), count)
        clips = clips + [noised(clip, index // 4) for index, clip in enumerate(made)]
        weigher = Weigher(pool, grammars)
        places = asyncio.Semaphore(pool.decoders + 1)
        with tqdm(total=len(clips), unit="clip") as bar:

            async def one(clip: Labelled) -> Row:
                async with places:
                    listening = Listening((clip.grammar,))
                    weighed = await weigher.weigh(await weigher.hear(clip.mulaw, listening), listening)
                bar.update()
                inside = clip.expected is not None
                right = inside and bool(weighed.found) and weighed.found[0].value == clip.expected
                sounds = weighed.evidence if weighed.rival.words else None
                return Row(clip.speaker, clip.grammar, weighed.heard.active.kind, inside, right, sounds)

            return list(await asyncio.gather(*(one(clip) for clip in clips)))


def judged(table: list[Row], features: Floats, right: Floats) -> Floats:
    """Return each row's probability by a model that never heard its speaker."""
    speakers = sorted({row.speaker for row in table})
    fold = np.array([speakers.index(row.speaker) % FOLDS for row in table])
    chances = np.zeros(len(table))
    for number in range(FOLDS):
        weights = fit(features[fold != number], right[fold != number])
        chances[fold == number] = probabilities(features[fold == number], weights)
    return chances


def report(everyone: list[Row], table: list[Row], chances: Floats) -> None:
    """Print, for each grammar, what thresholds take and let through."""
    for name in sorted({row.grammar for row in everyone}):
        inside = sum(row.grammar == name and row.inside for row in everyone)
        outside = sum(row.grammar == name and not row.inside for row in everyone)
        for threshold in (0.4, 0.6, 0.8):
            taken = [
                row for row, chance in zip(table, chances, strict=True) if row.grammar == name and chance >= threshold
            ]
            good = sum(row.right for row in taken)
            wrong = sum(row.inside and not row.right for row in taken)
            strange = sum(not row.inside for row in taken)
            print(f"{name:20} {threshold}: right {good}/{inside}, wrong {wrong}/{inside}, outside {strange}/{outside}")


def collected(folder: Path, others: Path | None, count: int) -> list[Row]:
    """Return the evidence of so many clips, under the project's grammars and one of the recordings' commands."""
    with tempfile.TemporaryDirectory() as scratch:
        grammars = Path(scratch)
        for path in (grammar_folder(None) / "en").glob("*.gram"):
            (grammars / path.name).write_bytes(path.read_bytes())
        (grammars / f"{MENU}.gram").write_text(
            f"#ABNF 1.0 UTF-8;\nlanguage en;\nroot $all;\npublic $all = {' | '.join(COMMANDS)};\n"
        )
        return asyncio.run(rows(list(labelled(folder, others, grammars, count)), folder, count, grammars))


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="recordings of people, with a CSV: audio, speaker, kind, words")
    parser.add_argument("--others", type=Path, help="more WAVs of speech that no grammar holds")
    parser.add_argument("--clips", type=int, default=600, help="clips inside grammars, and as many outside")
    parser.add_argument("--out", type=Path, default=grammar_folder(None) / FILE)
    options = parser.parse_args()
    everyone = collected(options.folder, options.others, options.clips)
    kinds = {
        kind: fitted_and_reported([row for row in everyone if row.kind == kind], USED.get(kind, Evidence.names()))
        for kind in KINDS
    }
    options.out.write_text(json.dumps({"clips": len(everyone), "kinds": kinds}, indent=1) + "\n")


def fitted_and_reported(everyone: list[Row], used: tuple[str, ...]) -> dict[str, object]:
    """Return the weights for these clips, after printing how they do for speakers that were left out."""
    table = [row for row in everyone if row.evidence]
    mask = np.array([name in used for name in Evidence.names()], dtype=np.float64)
    features = np.array([row.evidence.values() for row in table if row.evidence]) * mask
    right = np.array([float(row.right) for row in table])
    report(everyone, table, judged(table, features, right))
    *weights, bias = (round(float(value), 4) for value in fit(features, right))
    return {"weights": dict(zip(Evidence.names(), weights, strict=True)), "bias": bias}


if __name__ == "__main__":
    main()
