"""Builtins for codes: IMEI, serial number, repair order, phone, postcode, spelling, and any code with a mask."""

import re

from stdnum import imei as imei_number

from ivr.speech.grammar.builtins.digits import lengths
from ivr.speech.grammar.builtins.keypad import mask_keys
from ivr.speech.grammar.builtins.made import Builtin, Wanted, keys, upper
from ivr.speech.grammar.builtins.mask import LONGEST, check_mask, write
from ivr.speech.grammar.builtins.parameters import BadParameter
from ivr.speech.grammar.nodes import NoValue

REPAIR_ORDER = "LLDDDDDD"
_POSTCODES = {
    "us": ("DDDDD", "DDDDD-DDDD"),
    "uk": ("LDDLL", "LDDDLL", "LLDDLL", "LLDDDLL", "LDLDLL", "LLDLDLL"),
    "ca": ("LDLDLD",),
    "de": ("DDDDD",),
    "nl": ("DDDDLL",),
    "au": ("DDDD",),
}


def imei(wanted: Wanted) -> Builtin:
    """Return 15 digits with a right check digit."""
    if wanted.mode == "dtmf":
        return Builtin(keys("imei", "$key<15>"), _imei)
    return Builtin(write(wanted, ["D" * 15], plain=_plain(wanted)), _imei)


def _imei(value: str) -> str:
    if not imei_number.is_valid(value):
        raise NoValue("wrong check digit")
    return value


def repair_order(wanted: Wanted) -> Builtin:
    """Return a repair order's number; `pattern` is its mask."""
    return _masked(wanted, REPAIR_ORDER)


def code(wanted: Wanted) -> Builtin:
    """Return a code of the mask `pattern`."""
    return _masked(wanted, "")


def _masked(wanted: Wanted, default: str) -> Builtin:
    mask = check_mask(wanted.parameters.text("pattern", default))
    by_keys = wanted.mode == "dtmf"
    return Builtin(mask_keys(wanted.name, mask) if by_keys else write(wanted, [mask], plain=_plain(wanted)), upper)


def _plain(wanted: Wanted) -> bool:
    """Tell whether only single letter names and digits are wanted, which a recogniser confuses less."""
    return wanted.parameters.flag("plain", default=False)


def serial(wanted: Wanted) -> Builtin:
    """Return a serial number: letters and digits, 6 to 20 of them unless told otherwise."""
    least, most = lengths(wanted.parameters, 6, 20)
    if wanted.mode == "dtmf":
        raise BadParameter("A serial number has letters and cannot be keyed in", "mode voice")
    return Builtin(write(wanted, ["A" * (most or LONGEST)], least=least, plain=_plain(wanted)), upper)


def spelling(wanted: Wanted) -> Builtin:
    """Return a spelled word in capitals."""
    least, most = lengths(wanted.parameters, 1, 30)
    if wanted.mode == "dtmf":
        raise BadParameter("A word cannot be spelled with keys", "mode voice")
    return Builtin(write(wanted, ["L" * (most or LONGEST)], least=least, plain=_plain(wanted)), upper)


def phone(wanted: Wanted) -> Builtin:
    """Return a telephone number's digits, with `x` and the digits of an extension, as VoiceXML writes it."""
    least, most = lengths(wanted.parameters, 7, 15)
    if wanted.mode == "dtmf":
        return Builtin(keys("phone", f'$key<{least}-{most}> ["*" {{x}} $key<1-5>]'))
    return Builtin(write(wanted, ["D" * (most or 15)], least=least, plain=_plain(wanted)))


def postcode(wanted: Wanted) -> Builtin:
    """Return a postcode of a country (us, uk, ca, de, nl, au), or one of the mask `pattern`."""
    country, pattern = wanted.parameters.text("country", "us"), wanted.parameters.text("pattern", "")
    if country not in _POSTCODES:
        raise BadParameter(f"No postcodes of {country!r} are known", f"{', '.join(_POSTCODES)}, or pattern=MASK")
    masks = [check_mask(pattern)] if pattern else list(_POSTCODES[country])
    if wanted.mode == "voice":
        return Builtin(write(wanted, masks), upper)
    if re.search("[LA]", "".join(masks)):
        raise BadParameter("These postcodes have letters and cannot be keyed in", "mode voice")
    return Builtin(mask_keys("postcode", *masks), upper)
