"""Builtins for what people say in words: number, date, time and currency. Values are written as VoiceXML does."""

import datetime
import re

from ivr.speech.grammar.builtins.made import Builtin, Wanted, keys, written
from ivr.speech.grammar.nodes import NoValue


def number(wanted: Wanted) -> Builtin:
    """Return a number as decimal text, "-3.5"; the star key is the point."""
    pressed = keys("number", '$key<1-> ["*" {.} $key<1->] | "*" {0.} $key<1->')
    return Builtin(pressed if wanted.mode == "dtmf" else written(wanted), _decimal)


def _decimal(value: str) -> str:
    sign, whole, point, fraction = re.fullmatch(r"(-?)0*(\d*)(\.?)(\d*)", value).groups()  # type: ignore[union-attr]
    return f"{sign}{whole or '0'}{point}{fraction}"


def currency(wanted: Wanted) -> Builtin:
    """Return an amount with two decimals, after its ISO 4217 currency when one was named: "USD12.50"."""
    pressed = keys("currency", '$key<1-> ["*" {.} $key<2>]')
    return Builtin(pressed if wanted.mode == "dtmf" else written(wanted), _amount)


def _amount(value: str) -> str:
    code, amount = re.fullmatch(r"([A-Z]*)([\d.]+)", value).groups()  # type: ignore[union-attr]
    whole, _, cents = amount.partition(".")
    return f"{code}{int(whole or '0')}.{(cents + '00')[:2]}"


def date(wanted: Wanted) -> Builtin:
    """Return a date that exists as yyyymmdd, with `?` for what was not said."""
    return Builtin(keys("date", "$key<8>") if wanted.mode == "dtmf" else written(wanted), _existing)


def _existing(value: str) -> str:
    year, month, day = (value[:4], value[4:6], value[6:8])
    known = [part if part.isdigit() else usual for part, usual in ((year, "2000"), (month, "01"), (day, "01"))]
    try:
        datetime.date(*map(int, known))
    except ValueError:
        raise NoValue("no such date") from None
    return value


def time(wanted: Wanted) -> Builtin:
    """Return a time of day as hhmm and `a`, `p`, `h` (24 hours) or `?` (morning or afternoon not said)."""
    return Builtin(keys("time", "$key<4>") if wanted.mode == "dtmf" else written(wanted), _clock)


def _clock(value: str) -> str:
    hours, minutes, half = int(value[:2]), int(value[2:4]), value[4:]
    if hours > 23 or minutes > 59 or (half in ("a", "p") and not 1 <= hours <= 12):
        raise NoValue("no such time")
    if half in ("", "?"):
        half = "?" if 1 <= hours <= 12 else "h"
    return f"{hours:02}{minutes:02}{half}"
