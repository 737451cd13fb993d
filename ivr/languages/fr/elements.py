"""Write the rules that French codes are made of: digits, pairs as on the telephone, hundreds, thousands, letters.

"Soixante douze" is 72 and may be 60, 12; "quatre vingt" is 80 and may be 4, 20: the number weighs more than its parts,
and how long the code must be decides between them. "Quatre cent soixante-douze" is 472, as groups of three are
read, and hardly ever 4, 172 or 400, 72.
"""

from collections.abc import Iterable

from ivr.languages.fr.words import DIGITS, LETTER_NAMES, SPELLING_WORDS, TEENS, TENS

_PAIRS = (
    "$scores = soixante {6} | quatre (vingt | vingts) {8};",
    "$seventies = soixante {7} | quatre (vingt | vingts) {9};",
    "$pair = $teen | $single $unit | /4/ $scores $unit | /4/ $seventies ([et] $over_ten);",
    "$unit = [et] $digit_1 | $from_two;",
    "$round2 = dix {10} | $single {0} | soixante {60} | /4/ quatre (vingt | vingts) {80}"
    " | /4/ soixante dix {70} | /8/ quatre vingt dix {90};",
)
_HUNDREDS = (
    "$hundreds = cent {1} | /8/ $from_two (cent | cents);",
    "$thousands = mille {1} | /8/ $from_two mille;",
    "$free4 = $pair (cent | cents) (/0.8/ {00} | $pair);",
    "$free5 = /20/ ($pair | $round2) mille $below;",
    "$round3 = $hundreds $round2;",
    "$round4 = $thousands ({0} $round2 | /3/ $round3) | $pair (cent | cents) $round2;",
    "$loose3 = $hundreds {0} $nonzero;",
    "$loose4 = $thousands ({00} $nonzero | /3/ $loose3) | $pair (cent | cents) {0} $nonzero;",
    "$below = /0.2/ {000} | {00} $nonzero | {0} ($pair | $round2)"
    " | $hundreds (/0.4/ {00} | /12/ $pair | $round2 | {0} $nonzero);",
    "$digits2 = $free2;",
    "$digits3 = $free3 | /0.8/ $hundreds {00} | /4/ $hundreds $pair;",
    "$digits4 = $free4 | /0.8/ $thousands {000} | $thousands {0} $pair"
    " | /3/ $thousands $hundreds (/0.4/ {00} | /12/ $pair);",
    "$digits5 = $free5;",
    "$digits6 = /60/ $hundreds ($pair | $round2 | {0} $nonzero | {00}) mille $below;",
)


def _digit_rules() -> list[str]:
    single = [f"{word} {{{tens // 10}}}" for word, tens in TENS.items() if word != "soixante"]
    over_ten = [f"{word} {{{at}}}" for at, word in enumerate(TEENS[1:], start=1)]
    over_ten += [f"dix {word} {{{figure}}}" for figure, (word,) in _LAST.items()]
    teens = [f"{word} {{{at}}}" for at, word in enumerate(TEENS[1:], start=11)]
    teens += [f"dix {word} {{1{figure}}}" for figure, (word,) in _LAST.items()]
    rules = [f"$digit_{figure} = ({' | '.join(words)}) {{{figure}}};" for figure, words in DIGITS.items()]
    rules.append(f"$digit = {_any('digit', DIGITS)};")
    rules.append(f"$nonzero = {_any('digit', list(DIGITS)[1:])};")
    rules.append(f"$from_two = {_any('digit', list(DIGITS)[2:])};")
    rules.append(f"$single = {' | '.join(single)};")
    rules.append(f"$teen = {' | '.join(teens)};")
    rules.append(f"$over_ten = {' | '.join(over_ten)};")
    rules += [*_PAIRS, *_HUNDREDS]
    rules.append(f"$free2 = $pair | {_multiple('(double | deux fois [le])', 2, DIGITS)};")
    rules.append(f"$free3 = {_multiple('(triple | trois fois [le])', 3, DIGITS)};")
    return rules


_LAST = {figure: DIGITS[figure] for figure in "789"}


def _letter_rules(*, plain: bool) -> list[str]:
    rules = [f"$letter_{letter} = {_letter(letter, plain=plain)} {{{letter}}};" for letter in SPELLING_WORDS]
    rules.append(f"$letter = {_any('letter', LETTER_NAMES)};")
    rules.append(f"$letters2 = {_multiple('(double | deux)', 2, LETTER_NAMES, 'letter')};")
    return rules


def _letter(letter: str, *, plain: bool) -> str:
    name, words = " | ".join(LETTER_NAMES[letter]), " | ".join(SPELLING_WORDS[letter])
    if plain:
        return f"({name})"
    return f"([la lettre | majuscule] ({name}) [comme ({words})] | {SPELLING_WORDS[letter][0]})"


def _any(kind: str, names: Iterable[str]) -> str:
    return " | ".join(f"${kind}_{name}" for name in names)


def _multiple(words: str, times: int, names: Iterable[str], kind: str = "digit") -> str:
    return " | ".join(f"{words} ${kind}_{name} {{{name * (times - 1)}}}" for name in names)


def elements(plain: bool) -> str:
    """Return the rules; `plain` letters have only their names, no "comme Anatole"."""
    return "\n".join([*_digit_rules(), *_letter_rules(plain=plain)]) + "\n"
