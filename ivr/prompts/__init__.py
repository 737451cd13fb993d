"""What callers hear: the prompt texts of `audio/<language>/*.yaml`, their values spoken right, their recordings.

    catalogues = load_catalogues(PROJECT / "audio", LANGUAGES, brand="Acme", timezone="UTC")
    catalogues["en"].spoken(Say("repair_is", {"model": "Nova 5", "order": "4729"}))

`python -m ivr.prompts render` makes the recordings with an offline voice.
"""

from ivr.prompts.catalogue import Catalogue, Spoken, load_catalogue, load_catalogues
from ivr.prompts.recordings import Recording
from ivr.prompts.speaking import Prompt, Speaker

__all__ = ["Catalogue", "Prompt", "Recording", "Speaker", "Spoken", "load_catalogue", "load_catalogues"]
