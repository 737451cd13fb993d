"""Write the rules that Chinese codes are made of: digits, tens, hundreds, thousands, "three eights" (三个八), letters.

二十三 is 23 and never 20, 3; 三千五百五十五 is 3555 and hardly ever 3500, 55;
after 零 the last part of a number is short: 四千零九 is 4009.
"""

from collections.abc import Iterable

from ivr.languages.zh.words import DIGITS, LETTERS

_NUMBERS = (
    "$pair = 十 {1} $nonzero | /4/ $nonzero 十 $nonzero;",
    "$round2 = 十 {10} | /4/ $nonzero 十 {0};",
    "$hundreds = $nonzero 百;",
    "$thousands = $nonzero 千;",
    "$below_hundreds = /12/ $nonzero 十 $nonzero | $nonzero 十 {0} | 零 {0} $nonzero;",
    "$below_tens = /12/ $nonzero 十 $nonzero | $nonzero 十 {0} | {0} $nonzero;",
    "$below_thousands = $hundreds (/6/ $below_hundreds | /0.4/ {00} | /0.3/ $nonzero {0}) | 零 {0} $below_tens"
    " | /0.3/ $nonzero {00};",
    "$below_wan = $thousands (/3/ $below_thousands | /0.4/ {000}) | 零 {0} $hundreds ($below_hundreds | {00})"
    " | 零 {00} $below_tens | /0.3/ $nonzero {000};",
    "$digits2 = $free2;",
    "$digits3 = $free3 | /4/ $hundreds $below_hundreds | /0.8/ $hundreds {00} | /0.4/ $hundreds $nonzero {0};",
    "$digits4 = $free4 | /8/ $thousands $below_thousands | /0.8/ $thousands {000};",
    "$free5 = /12/ $nonzero 万 ($below_wan | /0.05/ {0000});",
    "$digits5 = $free5;",
    "$digits6 = /16/ ($pair | $round2) 万 ($below_wan | /0.05/ {0000});",
)


def _digit_rules() -> list[str]:
    rules = [f"$digit_{digit} = ({' | '.join(words)}) {{{digit}}};" for digit, words in DIGITS.items()]
    rules.append(f"$digit = {_any('digit', DIGITS)};")
    rules.append(f"$nonzero = {_any('digit', list(DIGITS)[1:])};")
    rules += _NUMBERS
    rules.append(f"$free2 = $pair | {_multiple('(两 | 二) 个', 2, DIGITS)};")
    rules.append(f"$free3 = {_multiple('三 个', 3, DIGITS)};")
    rules.append(f"$free4 = {_multiple('四 个', 4, DIGITS)};")
    return rules


def _letter_rules() -> list[str]:
    rules = [f"$letter_{letter} = [字母 | 大写] {letter} {{{letter}}};" for letter in LETTERS]
    rules.append(f"$letter = {_any('letter', LETTERS)};")
    rules.append(f"$letters2 = {_multiple('(两 | 二) 个', 2, LETTERS, 'letter')};")
    return rules


def _any(kind: str, names: Iterable[str]) -> str:
    return " | ".join(f"${kind}_{name}" for name in names)


def _multiple(words: str, times: int, names: Iterable[str], kind: str = "digit") -> str:
    return " | ".join(f"{words} ${kind}_{name} {{{name * (times - 1)}}}" for name in names)


def elements(plain: bool) -> str:
    """Return the rules; letters have only their names, so `plain` ones are the same."""
    return "\n".join([*_digit_rules(), *_letter_rules()]) + "\n"
