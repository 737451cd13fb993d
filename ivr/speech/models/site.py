"""Get a model's zip from Vosk's own site, by the list that the vosk package names."""

from pathlib import Path

import requests
import vosk

from ivr.languages.sources import VoskSite
from ivr.speech.models.download import TIMEOUT, download
from ivr.speech.models.errors import ModelUnavailable


def archive(site: VoskSite, folder: Path) -> Path:
    """Return the verified zip in `folder`; raise ModelUnavailable when the site or the model is not there."""
    entry = _entry(site.name)
    return download(str(entry["url"]), folder / f"{site.name}.zip", "md5", str(entry["md5"]))


def _entry(name: str) -> dict[str, object]:
    try:
        response = requests.get(vosk.MODEL_LIST_URL, timeout=TIMEOUT)
        response.raise_for_status()
        models = response.json()
    except (requests.RequestException, ValueError) as error:
        raise ModelUnavailable(f"Vosk's site: {type(error).__name__}") from error
    for entry in models:
        if entry.get("name") == name and {"url", "md5"} <= entry.keys():
            return dict(entry)
    raise ModelUnavailable(f"Vosk's list has no {name}", permanent=True)
