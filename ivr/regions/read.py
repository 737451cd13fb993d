"""Read and prove the files of regions, before anything is started."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
import phonenumbers
from babel.numbers import get_territory_currencies, list_currencies

from ivr.regions.doors import read_doors
from ivr.regions.plain_yaml import read_plain
from ivr.regions.region import ALWAYS, CALLING, BadRegion, Hours, Recording, Region, Regions, with_default
from ivr.setting_values import shown

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KEYS = (
    *("numbers", "languages", "timezone", "country", "currency", "services"),
    *("recording", "sms", "survey", "survey_by_text", "hours", "closed", "open_on_holidays", "calling_hours"),
    "doors",
)
NEVER = ("hours", "calling_hours")
"""What may be `{}`: no day of the week."""
FOR_ALL = {"numbers": " to serve all others", "services": " to offer all"}
MOST_LANGUAGES = 3
YES, NO = ("true", "yes", "on"), ("false", "no", "off")
MOST_LETTERS = 40
NAME = rf"\w[\w -]{{0,{MOST_LETTERS - 1}}}"
"""A region's name is kept with its calls."""
NEEDED = ("languages", "timezone", "country")


def read_regions(folder: Path, default: Region, *, languages: Collection[str], services: Collection[str]) -> Regions:
    """Return the regions of a folder's files, and the default one where none of them serves all other numbers.

    Raises:
        BadRegion: a file is wrong or badly named, or two of them want the same number.
    """
    for path in sorted(folder.glob("*.*")):
        if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yaml":
            raise BadRegion(f"{folder.name}/{path.name}: it would not be read; name it {path.stem}.yaml")
        if path.suffix == ".yaml" and not re.fullmatch(NAME, path.stem):
            raise BadRegion(f"{folder.name}/{shown(path.name)}: name it with at most {MOST_LETTERS} letters and digits")
    regions = [_Reader(path, languages, services).region() for path in sorted(folder.glob("*.yaml"))]
    owners: dict[str, Region] = {}
    if any(region.name == default.name and region.numbers for region in regions):
        raise BadRegion(
            f"{folder.name}/{default.name}.yaml: it is named as the region of all other numbers, and names numbers; "
            "rename the file, or leave `numbers` out"
        )
    for region in regions:
        for number in region.numbers or ("",):
            if number in owners:
                what = f"the number {number}" if number else "all numbers that no region names (`numbers` is left out)"
                raise BadRegion(
                    f"{folder.name}/{region.name}.yaml: {what} belongs to {owners[number].name}.yaml already; "
                    "let only one of them have it"
                )
            owners[number] = region
    return with_default(default, regions)


class _Reader:
    """Reads one file; each method says in one sentence what is wrong with a value and what to write."""

    def __init__(self, path: Path, languages: Collection[str], services: Collection[str]) -> None:
        self._path, self._languages, self._services = path, languages, services
        self._given = self._read()

    def region(self) -> Region:
        """Return the region."""
        country = self._one("country", "", self._country)
        return Region(
            name=self._path.stem,
            languages=self._list("languages", self._known("language", self._languages)),
            zone=self._one("timezone", "", self._zone),
            country=country,
            currency=self._one("currency", usual_currency(country), self._currency),
            numbers=self._list("numbers", lambda value: self._number(value, country)),
            services=self._list("services", self._known("service", self._services))
            if "services" in self._given
            else None,
            recording=self._one("recording", "notice", self._recording),
            sms=self._flag("sms", usual=True),
            survey=self._flag("survey"),
            survey_by_text=self._flag("survey_by_text"),
            hours=self._hours("hours", ALWAYS),
            closed=frozenset(self._list("closed", self._day)),
            open_on_holidays=self._flag("open_on_holidays"),
            calling_hours=self._hours("calling_hours", CALLING),
            doors=read_doors(self._given.get("doors", {}), lambda value: self._number(value, country), self._bad),
        )

    def _read(self) -> Mapping[str, Any]:
        try:
            given = read_plain(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise self._bad(f"can't be read: {error}") from None
        if not isinstance(given, dict):
            raise self._bad("write each line as `name: value`, see docs/languages.md")
        for name in given:
            if name not in KEYS:
                raise self._bad(f"there is no {shown(name)}; there are {', '.join(KEYS)}")
            if not given[name] and not (name in NEVER and given[name] == {}):
                raise self._bad(f"{name} is empty; write a value, or leave the line out{FOR_ALL.get(name, '')}")
        if isinstance(given.get("languages"), list) and len(given["languages"]) > MOST_LANGUAGES:
            raise self._bad(f"languages are at most {MOST_LANGUAGES}: there are keys for no more; leave some out")
        for name in NEEDED:
            if name not in given:
                raise self._bad(f"{name} is missing; write a line `{name}: ...`")
        return given

    def _bad(self, what: str) -> BadRegion:
        return BadRegion(f"{self._path.parent.name}/{self._path.name}: {what}")

    def _one(self, name: str, usual: str, read: Callable[[str], Any]) -> Any:
        value = self._given.get(name, usual)
        if not isinstance(value, str):
            raise self._bad(f"{name} is one value; write it without brackets")
        return read(value)

    def _list(self, name: str, read: Callable[[str], Any]) -> tuple[Any, ...]:
        values = self._given.get(name, [])
        if not isinstance(values, list):
            raise self._bad(f"{name} is a list; write it as [one, other]")
        found = tuple(read(str(value)) for value in values)
        if len(set(found)) < len(found):
            raise self._bad(f"{name} has the same value twice; leave one out")
        return found

    def _flag(self, name: str, *, usual: bool = False) -> bool:
        value = str(self._given.get(name, usual)).lower()
        if value not in (*YES, *NO):
            raise self._bad(f"{name}: {shown(value)} is neither; write true or false")
        return value in YES

    def _known(self, what: str, there: Collection[str]) -> Callable[[str], str]:
        def read(value: str) -> str:
            if value not in there:
                raise self._bad(f"there is no {what} {shown(value)}; there are {', '.join(sorted(there))}")
            return value

        return read

    def _zone(self, value: str) -> ZoneInfo:
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise self._bad(f"there is no time zone {shown(value)}; write an IANA name such as Europe/Paris") from None

    def _country(self, value: str) -> str:
        if value not in holidays.list_supported_countries() or value not in phonenumbers.SUPPORTED_REGIONS:
            raise self._bad(f"there is no country {shown(value)}; write two letters of ISO 3166 such as FR")
        return value

    def _currency(self, value: str) -> str:
        if value not in list_currencies():
            raise self._bad(f"there is no currency {shown(value)}; write three letters of ISO 4217 such as EUR")
        return value

    def _recording(self, value: str) -> Recording:
        for policy in get_args(Recording):
            if value == policy:
                return policy  # type: ignore[no-any-return]
        raise self._bad(f"recording can't be {shown(value)}; write off, notice or opt-in")

    def _number(self, value: str, country: str) -> str:
        try:
            number = phonenumbers.parse(value, country)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or number.extension or not phonenumbers.is_possible_number(number):
            raise self._bad(f"{shown(value)} is no telephone number; write it as +33123456789")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def _day(self, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self._bad(f"{shown(value)} is no day; write it as 2026-12-24") from None

    def _hours(self, key: str, usual: Hours) -> Hours:
        if key not in self._given:
            return usual
        given = self._given[key]
        if not isinstance(given, dict):
            raise self._bad(f"{key} are written by days, as `mon-fri: 08:00-20:00`")
        hours: dict[int, tuple[time, time]] = {}
        for days, span in given.items():
            for day in self._days(key, str(days)):
                if day in hours:
                    raise self._bad(f"{key}: {DAYS[day]} stands there twice; write each day once")
                hours[day] = self._span(key, str(span))
        return hours

    def _days(self, key: str, text: str) -> range:
        first, _, last = text.partition("-")
        if first not in DAYS or (last or first) not in DAYS or DAYS.index(last or first) < DAYS.index(first):
            raise self._bad(f"{key}: {shown(text)} are no days; write mon, or mon-fri ({', '.join(DAYS)})")
        return range(DAYS.index(first), DAYS.index(last or first) + 1)

    def _span(self, key: str, text: str) -> tuple[time, time]:
        found = re.fullmatch(r"(\d\d):(\d\d)-(\d\d):(\d\d)", text)
        hour, minute, until, past = map(int, found.groups()) if found else (1, 0, 0, 0)
        ends = time.max if (until, past) == (24, 0) else time(until, past) if until < 24 and past < 60 else time.min
        if hour > 23 or minute > 59 or time(hour, minute) >= ends:
            raise self._bad(f"{key}: {shown(text)} is no span of a day; write 08:00-20:00")
        return time(hour, minute), ends


def usual_currency(country: str) -> str:
    """Return the money of a country."""
    return next(iter(get_territory_currencies(country)), "")
