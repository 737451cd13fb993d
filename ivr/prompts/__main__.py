"""Make the recordings of all prompts: `python -m ivr.prompts render`."""

import argparse

from tqdm import tqdm

from ivr.languages import ENGLISH
from ivr.prompts.catalogue import load_catalogue
from ivr.prompts.render import render
from ivr.settings import PROJECT, load


def main() -> None:
    """Render the English recordings; other languages have no neural voice here and are spoken by the line's own."""
    parser = argparse.ArgumentParser(prog="python -m ivr.prompts", description="Make recordings of the prompts.")
    parser.add_argument("command", choices=["render"])
    parser.parse_args()
    folder = PROJECT / "audio" / "en"
    catalogue = load_catalogue(folder, ENGLISH, brand=load().brand)
    from hibari import Hibari  # its import takes a second

    hibari = Hibari()
    changed = render(
        catalogue, folder / "recordings", lambda text, speed: hibari(text, speed=speed, seed=1), Hibari.sample_rate
    )
    count = sum(1 for _ in tqdm(changed, desc="recordings", unit="prompt"))
    print(f"{count} recordings made or removed; the others are up to date")


if __name__ == "__main__":
    main()
