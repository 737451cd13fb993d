"""The French words for digits, letters and numbers, as people say them on the telephone."""

from ivr.languages.language import CodeWords, Weight

DIGITS = {
    "0": ("zéro",),
    "1": ("un", "une"),
    "2": ("deux",),
    "3": ("trois",),
    "4": ("quatre",),
    "5": ("cinq",),
    "6": ("six",),
    "7": ("sept",),
    "8": ("huit",),
    "9": ("neuf",),
}
TEENS = ("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize")
"""From ten to sixteen; seventeen is "dix sept"."""
TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
"""Belgium and Switzerland say septante, huitante and nonante; old people say octante."""
SPELLING_WORDS = {
    "a": ("alpha", "anatole"),
    "b": ("bravo", "berthe"),
    "c": ("charlie", "célestin"),
    "d": ("delta", "désiré"),
    "e": ("écho", "eugène"),
    "f": ("foxtrot", "françois"),
    "g": ("golf", "gaston"),
    "h": ("hôtel", "henri"),
    "i": ("india", "irma"),
    "j": ("juliette", "joseph"),
    "k": ("kilo", "kléber"),
    "l": ("lima", "louis"),
    "m": ("mike", "marcel"),
    "n": ("novembre", "nicolas"),
    "o": ("oscar",),
    "p": ("papa", "pierre"),
    "q": ("québec", "quintal"),
    "r": ("roméo", "raoul"),
    "s": ("sierra", "suzanne"),
    "t": ("tango", "thérèse"),
    "u": ("uniforme", "ursule"),
    "v": ("victor",),
    "w": ("whisky", "william"),
    "x": ("xavier",),
    "y": ("yankee", "yvonne"),
    "z": ("zoulou", "zoé"),
}
LETTER_NAMES = {letter: (letter,) for letter in SPELLING_WORDS} | {
    "w": ("w", "double v"),
    "y": ("y", "i grec"),
    "z": ("z", "zède"),
}
PUNCTUATION = {"-": ("tiret", "moins"), "/": ("slash", "barre [oblique]"), ".": ("point",)}

_PLAIN = frozenset(words[0] for words in DIGITS.values())
_NUMBERS = _PLAIN.union(TEENS, TENS)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
CODE_WORDS = CodeWords(
    digits=DIGITS,
    plain=_PLAIN,
    numbers=_NUMBERS,
    counting=_NUMBERS.union(("une", "vingts", "et", "cent", "cents", "mille", "double", "triple", "fois")),
    letters=_LETTERS,
    spelling=_LETTERS.union(("lettre", "majuscule", "comme", "double", "grec", "zède"), *SPELLING_WORDS.values()),
)
_IT_IS = '("c\'est" | voici | "j\'ai" | il "s\'agit" de | alors)'
AROUND = {
    "imei": (f"[{_IT_IS}] [(le | mon) [numéro]] [i m e i] [est [le]]", ""),
    "repair_order": (f"[{_IT_IS}] [(le | mon) numéro] [de (réparation | dossier | commande)] [est [le]]", ""),
    "serial": ("[(le | mon) numéro de série] [est [le]]", ""),
    "phone": (f"[{_IT_IS}] [le] [plus]", "[(poste | extension) {x} $digit<1-5>]"),
    "postcode": ("[(le | mon) code postal] [est [le]]", ""),
    "city": ('[à | dans | près de | vers | de | "j\'habite" [à] | je suis à | "c\'est"]', ""),
}
NUMBER_WEIGHTS: dict[str, Weight] = {
    **dict.fromkeys((word for words in DIGITS.values() for word in words), "digit"),
    **dict.fromkeys(TEENS[1:], "pair"),
    "dix": "ten",
    **dict.fromkeys(TENS, "ten"),
    **dict.fromkeys(("soixante", "quatre vingt", "quatre vingts"), "score"),
    **dict.fromkeys(("soixante dix", "quatre vingt dix"), "ten"),
    **dict.fromkeys(("cent", "cents", "mille"), "scale"),
    "et": "link",
    "double": "digit",
    "triple": "pair",
}
