"""Make the recordings of all prompts: `python -m ivr.prompts render [LANGUAGE ...]`."""

import argparse
import sys

from tqdm import tqdm

from ivr.command import run
from ivr.hotline.regions import open_regions
from ivr.languages import LANGUAGES, Language
from ivr.offline_voice import NoVoice, offline_voice
from ivr.prompts.catalogue import load_catalogue
from ivr.prompts.recordings import recordings_folder
from ivr.prompts.render import render
from ivr.regions import BadRegion
from ivr.settings import PROJECT, BadSettings, Settings, load


def main() -> int:
    """Render the recordings of the languages that are named, or of all that a region offers.

    One of the latter without a voice on this machine is the line's to speak.
    """
    parser = argparse.ArgumentParser(prog="python -m ivr.prompts", description="Make recordings of the prompts.")
    parser.add_argument("command", choices=["render"])
    parser.add_argument(
        "languages", nargs="*", metavar="LANGUAGE", help=f"{', '.join(LANGUAGES)} (default: all of the regions)"
    )
    named = parser.parse_args().languages
    if unknown := sorted(set(named) - LANGUAGES.keys()):
        parser.error(f"there is no language {unknown[0]!r}; there are {', '.join(LANGUAGES)}")
    try:
        settings = load()
        offered = open_regions(settings).languages
    except (BadSettings, BadRegion) as bad:
        print(bad, file=sys.stderr)
        return 2
    for code in named or offered:
        try:
            _render(LANGUAGES[code], settings)
        except NoVoice as missing:
            print(f"{code}: {missing}", file=sys.stderr)
            if named:
                return 1
            print(f"{code}: without recordings the line's own voice speaks")
    return 0


def _render(language: Language, settings: Settings) -> None:
    folder = PROJECT / "audio" / language.code
    catalogue = load_catalogue(folder, language, brand=settings.brand)
    voice = offline_voice(language.voice.offline)
    changed = render(catalogue, recordings_folder(folder, settings.brand), voice.speak, voice.rate)
    count = sum(1 for _ in tqdm(changed, desc=f"{language.code} recordings", unit="prompt"))
    print(f"{language.code}: {count} recordings made or removed; the others are up to date")


if __name__ == "__main__":
    run(main)
