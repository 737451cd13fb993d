"""The English words for digits, letters and numbers, as people say them on the telephone."""

from ivr.languages.language import CodeWords, Weight

DIGITS = {
    "0": ("zero", "oh", "o", "nought"),
    "1": ("one",),
    "2": ("two",),
    "3": ("three",),
    "4": ("four",),
    "5": ("five",),
    "6": ("six",),
    "7": ("seven",),
    "8": ("eight",),
    "9": ("nine",),
}
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SPELLING_WORDS = {
    "a": ("alpha", "alfa", "apple", "adam", "able"),
    "b": ("bravo", "boy", "baker", "bob"),
    "c": ("charlie", "cat", "charles"),
    "d": ("delta", "david", "dog"),
    "e": ("echo", "edward", "easy"),
    "f": ("foxtrot", "frank", "fox"),
    "g": ("golf", "george"),
    "h": ("hotel", "henry", "house"),
    "i": ("india", "ida"),
    "j": ("juliet", "juliett", "john", "jack"),
    "k": ("kilo", "king"),
    "l": ("lima", "lincoln", "larry", "love"),
    "m": ("mike", "mary", "mother"),
    "n": ("november", "nancy", "nora"),
    "o": ("oscar", "ocean", "orange"),
    "p": ("papa", "peter", "paul"),
    "q": ("quebec", "queen"),
    "r": ("romeo", "robert", "roger"),
    "s": ("sierra", "sam", "sugar"),
    "t": ("tango", "tom", "thomas"),
    "u": ("uniform", "union", "uncle"),
    "v": ("victor", "victory"),
    "w": ("whiskey", "whisky", "william"),
    "x": ("xray", "x ray"),
    "y": ("yankee", "young", "yellow"),
    "z": ("zulu", "zebra"),
}
SPELLING_ALPHABET = {letter: words[:1] for letter, words in SPELLING_WORDS.items()} | {
    "a": ("alpha", "alfa"),
    "j": ("juliet", "juliett"),
    "w": ("whiskey", "whisky"),
    "x": ("xray", "x ray"),
}
LETTER_NAMES = {letter: (letter,) for letter in SPELLING_WORDS} | {"z": ("z", "zed", "zee")}
PUNCTUATION = {"-": ("dash", "hyphen", "minus"), "/": ("slash", "stroke"), ".": ("dot", "point")}

_PLAIN = frozenset(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh"))
_NUMBERS = _PLAIN.union(TEENS, TENS)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
CODE_WORDS = CodeWords(
    digits=DIGITS,
    plain=_PLAIN,
    numbers=_NUMBERS,
    counting=_NUMBERS.union(("o", "nought", "hundred", "thousand", "double", "triple")),
    letters=_LETTERS,
    spelling=_LETTERS.union(("zed", "zee", "capital", "letter", "as", "for", "like", "in"), *SPELLING_WORDS.values()),
    rare=frozenset(("oh",)),
)
_IT_IS = '(it is | "it\'s" | the | my)'
AROUND = {
    "imei": (f"[{_IT_IS} [i m e i] [number] [is]]", ""),
    "repair_order": (f"[{_IT_IS} [repair] [order] [number] [is]]", ""),
    "serial": ("[serial number]", ""),
    "phone": ("[plus] [area code]", "[(extension | x) {x} $digit<1-5>]"),
    "postcode": ("[(zip | post | postal) code]", ""),
    "city": ('[in | near | from | "i\'m in" | "i live in" | it is | "it\'s"]', ""),
}
NUMBER_WEIGHTS: dict[str, Weight] = {
    **dict.fromkeys((word for words in DIGITS.values() for word in words), "digit"),
    **dict.fromkeys(TEENS, "pair"),
    **dict.fromkeys(TENS, "ten"),
    **dict.fromkeys(("hundred", "thousand"), "scale"),
    "and": "link",
    "double": "digit",
    "triple": "pair",
}
