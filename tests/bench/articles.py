"""Invent articles about phones around those that are wanted: what a feature does, how it is changed, what goes wrong.

The texts come from the titles alone, by pattern; no question was looked at for them. A title that says the same as a
wanted one is left out.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, islice, product
from pathlib import Path

FEATURES = """
alarm; alarm sound; ringtone; ring volume; notification sound; vibration; wallpaper; lock screen; home screen;
font size; display size; simple mode; dark mode; screen brightness; screen timeout; touch screen; display;
proximity sensor; keyboard; keyboard language; autocorrect; emoji; dictation; clipboard; fingerprint; face
unlock; PIN; pattern; screen lock; SIM card; eSIM; mobile data; roaming; VoLTE; Wi-Fi calling; Wi-Fi; Wi-Fi
password; hotspot; Bluetooth; nearby sharing; NFC; headphones; microphone; loudspeaker; earpiece; voicemail;
call forwarding; call waiting; caller picture; contact; contact group; favourite contact; blocked number; text
message; group message; picture message; e-mail account; calendar; reminder; timer; weather; camera; front
camera; flash; video; slow motion; live photo; portrait; panorama; QR scanner; gallery; album; photo; SD card;
storage; file manager; computer connection; USB mode; backup; cloud backup; cloud storage; restore; data
transfer; account; account phone number; account password; verification code; app store; app update;
preinstalled app; app permission; browser; download; battery; battery health; charging; charging limit;
wireless charging; charger; power saving; power button; volume button; restart; safe mode; factory reset;
system update; software version; diagnostics; user manual; IMEI; serial number; warranty card; genuine
accessory; repair; shipping box; location; map; compass; step counter; health app; smart watch; tablet;
television; printer; voice assistant; screen reader; magnifier; hearing aid; gesture; split screen; guest
mode; child account; translation; notes; recorder; radio; music player; wallet; ticket; torch; widget; theme;
icon; folder; clock; time zone; language; region; spam filter; pop-up; advertisement; virus scan; private
folder; app lock; game mode; screenshot; recording
"""
PATTERNS = (
    "{x}: legal information",
    "{x}: colours, icons and symbols explained",
    "Reset {x} settings to default",
    "{x} settings are greyed out for work profiles",
    "{x}: changes in the new software",
    "Schedule {x} by time of day",
    "Share {x} settings with another device",
    "Rename or sort entries in {x}",
    "{x} uses too much battery",
    "{x} shows a wrong date or time",
    "{x} is slow to open",
    "{x} freezes in landscape",
    "Privacy notice for {x}",
    "Use {x} with gloves or a stylus",
    "{x}: known limits in low temperature",
    "{x}: release notes of older versions",
    "{x} for left-handed users",
    "Hide {x} from the quick settings",
    "Add a shortcut to {x}",
    "{x} is missing in the menu",
    "Compare {x} between models",
    "{x} after changing the country",
)
MODELS = [
    f"{family} {number}{end}"
    for family, number, end in product(
        ("Aurora", "Tern", "Lumen", "Ridge", "Cove"), range(3, 13), ("", " Pro", " Lite")
    )
]
TEXTS = (
    "This article is about: {title}. Open Settings, search for {x} and follow the hints on the screen. "
    "If this does not help, restart the phone and try again, or visit a service centre.",
    "{title}. Applies to all models with version 12 or later. Go to Settings and tap {x}. "
    "Make sure that the newest software is installed. Save your data before you change anything.",
    "Question: {title}? Answer: look for {x} in Settings. Names of menus may differ by model and country. "
    "Contact us if the steps above make no difference.",
)
ALIKE = 0.5
Article = tuple[str, str, str, str]


def articles(wanted: Sequence[str], size: int) -> Iterator[Article]:
    """Yield id, language, title and text of the wanted articles, then of invented ones up to `size`."""
    taken = [_words(title) for title in wanted]
    common = [pair for pair in _common() if not any(_alike(_words(pair[0]), words) for words in taken)]
    titles = chain(((title, title) for title in wanted), _with_models(common))
    for number, (title, feature) in enumerate(islice(titles, size)):
        yield f"a{number:06}", "en", title, TEXTS[number % len(TEXTS)].format(title=title, x=feature)


def write(path: Path, rows: Iterable[Article]) -> Path:
    """Write articles as the CSV that the import takes."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "language", "title", "text"))
        writer.writerows(rows)
    return path


def _common() -> Iterator[tuple[str, str]]:
    """Yield each pattern for every feature as a title, with the feature."""
    features = (" ".join(feature.split()) for feature in FEATURES.split(";"))
    for pattern, feature in product(PATTERNS, features):
        title = pattern.format(x=feature)
        yield title[0].upper() + title[1:], feature


def _with_models(common: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield these titles, then the same for every model."""
    yield from common
    for model in chain(MODELS, (f"series {number}" for number in count(1))):
        yield from ((f"{title} ({model})", feature) for title, feature in common)


def _words(title: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z]+", title.lower()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)
