"""Write the rules that masks are made of: one to four digits said in one go, letters, doubles and triples."""

from collections.abc import Iterable

from ivr.languages.en.words import DIGITS, LETTER_NAMES, SPELLING_ALPHABET, SPELLING_WORDS, TEENS, TENS


def _digit_rules() -> list[str]:
    """Write chunks of 2 to 6 digits.

    Apart are those ending in a bare "forty" (`round`), because "forty seven" is never 40 and 7; those ending in a unit
    right after "hundred" or "thousand" (`loose`), because "nine hundred seven four" is 900, 7, 4 and not 907, 4; and
    those that do not begin with a unit (`free`), which may follow a round one. What is said of one number is likelier
    one number than several, so the longer a chunk, the more it weighs.
    """
    nonzero = list(DIGITS)[1:]
    rules = [f"$digit_{digit} = ({' | '.join(words)}) {{{digit}}};" for digit, words in DIGITS.items()]
    rules.append(f"$digit = {_any('digit', DIGITS)};")
    rules.append(f"$nonzero = {_any('digit', nonzero)};")
    rules.append(f"$teen = {' | '.join(f'{word} {{{10 + at}}}' for at, word in enumerate(TEENS))};")
    rules.append(f"$tens = {' | '.join(f'{word} {{{2 + at}}}' for at, word in enumerate(TENS))};")
    rules.append("$pair = $teen | $tens $nonzero;")
    rules += [*_FREE, *_ROUND, *_LOOSE, *_CHUNKS]
    rules.append(f"$free2 = $pair | {_multiple('double', 2, DIGITS)};")
    rules.append(f"$free3 = {_multiple('triple', 3, DIGITS)};")
    return rules


_FREE = (
    "$free4 = $pair hundred {00} | $pair hundred ([and] $pair | and {0} $nonzero);",
    "$free5 = /6/ ($pair | $tens {0}) thousand $below;",
)
_ROUND = (
    "$round2 = $tens {0};",
    "$round3 = $nonzero hundred [and] $round2;",
    "$round4 = $nonzero thousand ([and] {0} $round2 | /3/ $round3) | $pair hundred [and] $round2;",
)
_LOOSE = (
    "$loose3 = $nonzero hundred {0} $nonzero;",
    "$loose4 = $nonzero thousand ({00} $nonzero | /3/ $loose3) | $pair hundred {0} $nonzero;",
)
_CHUNKS = (
    "$below = /0.2/ {000} | [and] {00} $nonzero | [and] {0} ($pair | $round2)"
    " | $nonzero hundred (/0.4/ {00} | [and] ($pair | $round2 | {0} $nonzero));",
    "$digits2 = $free2;",
    "$digits3 = $free3 | /0.8/ $nonzero hundred {00} | $nonzero hundred ([and] $pair | and {0} $nonzero);",
    "$digits4 = $free4 | /0.8/ $nonzero thousand {000} | $nonzero thousand ([and] {0} $pair | and {00} $nonzero)"
    " | /3/ $nonzero thousand $nonzero hundred (/0.3/ {00} | [and] $pair | and {0} $nonzero);",
    "$digits5 = $free5;",
    "$digits6 = /12/ $nonzero hundred ([and] ($pair | $tens {0}) | [and] {0} $nonzero | {00}) thousand $below;",
)


def _letter_rules(*, plain: bool) -> list[str]:
    rules = [f"$letter_{letter} = {_letter(letter, plain=plain)} {{{letter}}};" for letter in SPELLING_WORDS]
    rules.append(f"$letter = {_any('letter', LETTER_NAMES)};")
    rules.append("$letter_like_digit = oh {o};")
    rules += [f"$letters{times} = {_multiple(word, times, LETTER_NAMES, 'letter')};" for word, times in _MULTIPLES]
    return rules


def _letter(letter: str, *, plain: bool) -> str:
    name, words = " | ".join(LETTER_NAMES[letter]), " | ".join(SPELLING_WORDS[letter])
    if plain:
        return f"({name})"
    alphabet = " | ".join(SPELLING_ALPHABET[letter])
    return f"([capital | letter] ({name}) [(as in | for | like | as) ({words})] | {alphabet})"


_MULTIPLES = (("double", 2), ("triple", 3))


def _any(kind: str, names: Iterable[str]) -> str:
    return " | ".join(f"${kind}_{name}" for name in names)


def _multiple(word: str, times: int, names: Iterable[str], kind: str = "digit") -> str:
    return " | ".join(f"{word} ${kind}_{name} {{{name * (times - 1)}}}" for name in names)


def elements(plain: bool) -> str:
    """Return the rules; `plain` letters have only their names, no "as in Alpha"."""
    return "\n".join([*_digit_rules(), *_letter_rules(plain=plain)]) + "\n"
