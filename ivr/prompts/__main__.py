"""Make the recordings of all prompts: `python -m ivr.prompts render [LANGUAGE ...]`."""

import argparse
import sys

from tqdm import tqdm

from ivr.languages import ENGLISH, LANGUAGES, Language
from ivr.offline_voice import NoVoice, offline_voice
from ivr.prompts.catalogue import load_catalogue
from ivr.prompts.recordings import recordings_folder
from ivr.prompts.render import render
from ivr.settings import PROJECT, load_or_exit


def main() -> int:
    """Render the recordings of languages, English unless others are named; one without a voice is the line's to speak.

    The offline voices of other languages are robotic: on a real number the line's own sounds better.
    """
    parser = argparse.ArgumentParser(prog="python -m ivr.prompts", description="Make recordings of the prompts.")
    parser.add_argument("command", choices=["render"])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help=f"{', '.join(LANGUAGES)} (default: en)")
    wanted = parser.parse_args().languages or [ENGLISH.code]
    if unknown := sorted(set(wanted) - LANGUAGES.keys()):
        parser.error(f"there is no language {unknown[0]!r}; there are {', '.join(LANGUAGES)}")
    try:
        for code in wanted:
            _render(LANGUAGES[code])
    except NoVoice as missing:
        print(f"error: {missing}", file=sys.stderr)
        return 1
    return 0


def _render(language: Language) -> None:
    folder = PROJECT / "audio" / language.code
    brand = load_or_exit().brand
    catalogue = load_catalogue(folder, language, brand=brand)
    voice = offline_voice(language.voice.offline)
    changed = render(catalogue, recordings_folder(folder, brand), voice.speak, voice.rate)
    count = sum(1 for _ in tqdm(changed, desc=f"{language.code} recordings", unit="prompt"))
    print(f"{language.code}: {count} recordings made or removed; the others are up to date")


if __name__ == "__main__":
    sys.exit(main())
