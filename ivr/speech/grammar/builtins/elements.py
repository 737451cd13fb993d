"""Write the rules that masks are made of: one to four digits said in one go, letters, doubles and triples."""

from collections.abc import Iterable

from ivr.speech.grammar.builtins.english import DIGITS, LETTER_NAMES, SPELLING_ALPHABET, SPELLING_WORDS, TEENS, TENS


def _digit_rules() -> list[str]:
    """Write chunks of 2 to 4 digits.

    Those ending in a bare "forty" are apart (`round`), because "forty seven" is never 40 and 7; and so are those that
    do not begin with a unit (`free`), which may follow them.
    """
    nonzero = list(DIGITS)[1:]
    rules = [f"$digit_{digit} = ({' | '.join(words)}) {{{digit}}};" for digit, words in DIGITS.items()]
    rules.append(f"$digit = {_any('digit', DIGITS)};")
    rules.append(f"$nonzero = {_any('digit', nonzero)};")
    rules.append(f"$teen = {' | '.join(f'{word} {{{10 + at}}}' for at, word in enumerate(TEENS))};")
    rules.append(f"$tens = {' | '.join(f'{word} {{{2 + at}}}' for at, word in enumerate(TENS))};")
    rules.append(f"$free2 = $teen | $tens $nonzero | {_multiple('double', 2, DIGITS)};")
    rules.append(f"$free3 = {_multiple('triple', 3, DIGITS)};")
    rules.append("$free4 = $teen hundred {00} | $tens $nonzero hundred {00};")
    rules += ["$round2 = $tens {0};", "$round3 = $nonzero hundred [and] $round2;"]
    rules.append("$round4 = $nonzero thousand ([and] {0} $round2 | $round3);")
    rules.append("$units = $teen | $tens $nonzero | {0} $nonzero;")
    rules.append("$digits2 = $free2;")
    rules.append("$digits3 = $free3 | /0.8/ $nonzero hundred {00} | $nonzero hundred [and] $units;")
    rules.append(
        "$digits4 = $free4 | /0.8/ $nonzero thousand {000} | $nonzero thousand [and] {0} $units"
        " | $nonzero thousand $nonzero hundred ({00} | [and] $units);"
    )
    return rules


def _letter_rules(*, plain: bool) -> list[str]:
    rules = [f"$letter_{letter} = {_letter(letter, plain=plain)} {{{letter}}};" for letter in SPELLING_WORDS]
    rules.append(f"$letter = {_any('letter', LETTER_NAMES)};")
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


def elements(*, plain: bool) -> str:
    """Return the rules; `plain` letters have only their names, no "as in Alpha"."""
    return "\n".join([*_digit_rules(), *_letter_rules(plain=plain)]) + "\n"
