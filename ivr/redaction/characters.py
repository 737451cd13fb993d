"""Find what is personal in Chinese, written without spaces: unknown characters, and known ones beside a cue."""

import re
from collections.abc import Callable, Iterable

from ivr.languages.language import Redaction
from ivr.redaction.lexicon import cues, harmless_words
from ivr.redaction.numbers import NUMBER, SpokenNumbers
from ivr.redaction.tokens import Marked, Token

LONGEST_WORD = 8
COSTS = {"word": 1.0, "character": 1.1, "always": 0.4, "unknown": 3.0}
"""What a piece costs when a text is split: the dearest is a character that nobody knows."""
BETWEEN = re.compile(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])")
LATIN = re.compile(r"[A-Za-z][A-Za-z'-]*|\d+")
TYPED_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:[.点]\w+)*", re.ASCII)
FIGURES = "零〇一二两三四五六七八九十百千万幺0-9"
SPOKEN_MAIL = re.compile(
    rf"(?:[A-Za-z0-9_.\-{FIGURES}点]|下划线|横[杠线]|减号)+\s*(?:at|艾特|圈a|@)"
    rf"\s*(?:[A-Za-z0-9\-{FIGURES}]+|[^\W\d_a-zA-Z]{{2}}(?=点))\s*(?:(?:点|\.)\s*(?:com|cn|net|org)\s*)*",
    re.I,
)
DATE = re.compile(rf"(?:[{FIGURES}]+年)?(?:农历)?[{FIGURES}]+月(?:初?[{FIGURES}]+[日号]?)?|[{FIGURES}]{{2,4}}年")
ADDRESS = re.compile(
    rf"[^\W\da-zA-Z在住址到是去{FIGURES}]{{2,3}}(?:路|街|大道|巷|弄|村|小区|花园)[{FIGURES}]+(?:号楼?|栋|弄|单元|室|层|座|[{FIGURES}])*"
)
"""A street with a number: of its name not more than three characters are taken."""
PLACE = re.compile(
    r"(?:[在到住]|搬去|寄给|寄去|送去)[吧了在到去]?"
    r"([^\W\da-zA-Z在住到是的了我你他她个那这们么没不有给就]{2,8}(?:路|街|大道|巷|弄|胡同|小区|新区|花园|苑|村|屯|庄|镇|县|乡))"
)
"""A place by what it is: where nobody knows its name it is masked by its last character, elsewhere as here."""
EMPLOYER = re.compile(
    r"在([^\W\da-zA-Z在的了我你他她个那这们么没不有就]{2,10}?)(?:上班|工作|打工|实习|上学|读书|当|教|念)"
)
AGE = re.compile(
    rf"(?:今年|年纪|年龄|都|快|满|就)([{FIGURES}]{{2,4}})(?!月|号|天|块|年|点|个|次|分|几|多|块|楼|[{FIGURES}])|([{FIGURES}]{{2,4}})岁|[我他她]([{FIGURES}]{{2,4}})了"
)
BORN = re.compile(rf"是([^，,。是]{{0,3}}[{FIGURES}][^，,。是]{{1,12}}?)(?:出生|生的)")
"""A day of birth that is told by another: 是八八年圣诞节第二天出生的."""
NEAR = re.compile(r"[去在到]([^\W\da-zA-Z在的了我你他她个那这们么没不有就]{2,6})那(?:家|边|个|儿|里)")
SCHOOL = re.compile(rf"([{FIGURES}]+[中小])(?=教|读|上|当|念|学|门口|$)")
CHILD = re.compile(r"([^\W\da-zA-Z])\1(?=妈|爸|奶奶|爷爷|姥姥|外婆)")
"""A child by its pet name, after whom its parents are called."""
SURE_FIGURES = 3
"""A code that begins with so many figures ends where they end."""
NAME_CHARACTERS = 4
NAMED = ("unknown", "name")
ROUNDS = 6
"""How many characters in a row may follow an unknown one."""


class Characters:
    """Marks the words of a text in Chinese."""

    def __init__(self, redaction: Redaction) -> None:
        """Take the language's words."""
        sections = cues(redaction)
        self._parts = {part: frozenset(phrases) for part, phrases in sections.items()}
        self._harmless = harmless_words(redaction)
        self._numbers = SpokenNumbers(redaction, sections["fillers"])
        self._figures = frozenset(redaction.words) | set("年月日号")

    def marked(self, text: str) -> Marked:
        """Return the text with what is personal marked; spaces between its characters mean nothing."""
        kept = [at for at in range(len(text)) if not BETWEEN.match(text, at)]
        marked = self._marked("".join(text[at] for at in kept))
        tokens = [Token(kept[token.start], kept[token.end - 1] + 1, token.word) for token in marked.tokens]
        return Marked(text, tokens, marked.why)

    def _marked(self, text: str) -> Marked:
        marked = Marked(text, self._tokens(text))
        self._mark_unknown(marked)
        for pattern in (TYPED_MAIL, SPOKEN_MAIL, NUMBER):
            self._mark_spans(marked, (found.span() for found in pattern.finditer(text)))
        self._mark_spans(marked, self._numbers.spans(text))
        if any(cue in text for cue in self._of("born")):
            self._mark_spans(marked, (found.span() for found in DATE.finditer(text)))
        for pattern in (PLACE, EMPLOYER, AGE, CHILD, BORN, NEAR, SCHOOL):
            self._mark_groups(marked, pattern)
        self._mark_after(marked, "number follows", 8, "number", self._is_figure)
        self._mark_after(marked, "secret follows", 14, "secret", self._is_content)
        self._mark_spans(marked, (found.span() for found in ADDRESS.finditer(text)))
        self._mark_after(marked, "company follows", 8, "place", self._is_content)
        self._mark_after(marked, "place follows", 24, "place", self._is_content)
        self._mark_names(marked)
        self._mark_organisations(marked)
        self._mark_neighbours(marked)
        return marked

    def _tokens(self, text: str) -> list[Token]:
        tokens: list[Token] = []
        last = 0
        for found in re.finditer(r"[A-Za-z][A-Za-z'-]*|\d+|[^\W\dA-Za-z_]+", text):
            last = found.start()
            if LATIN.fullmatch(found.group()):
                tokens.append(Token(*found.span(), found.group().lower()))
            else:
                tokens += [Token(last + a, last + b, found.group()[a:b]) for a, b in self._split(found.group())]
        return tokens

    def _split(self, text: str) -> list[tuple[int, int]]:
        """Return the words of a run of characters: the fewest, with the fewest characters that are unknown."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            starts = range(max(0, end - LONGEST_WORD), end)
            best.append(min((best[start][0] + self._cost(text[start:end]), start) for start in starts))
        pieces, end = [], len(text)
        while end:
            start = best[end][1]
            pieces.append((start, end))
            end = start
        return pieces[::-1]

    def _cost(self, piece: str) -> float:
        if piece in self._of("always"):
            return COSTS["always"]
        if piece in self._harmless or piece in self._figures:
            return COSTS["word"] if len(piece) > 1 else COSTS["character"]
        return COSTS["unknown"] if len(piece) == 1 else float("inf")

    def _mark_unknown(self, marked: Marked) -> None:
        known = self._harmless | self._figures | self._of("harmless phrases")
        for at, word in enumerate(marked.words):
            if word in self._of("always") or not (word in known or word.isdecimal()):
                marked.mark([at], "unknown")

    def _mark_spans(self, marked: Marked, spans: Iterable[tuple[int, int]]) -> None:
        for start, end in spans:
            marked.mark_span(start, end, "number")

    def _mark_groups(self, marked: Marked, pattern: re.Pattern[str]) -> None:
        """Mark what a pattern finds, but for places that are nobody's: "in the office"."""
        for found in pattern.finditer(marked.text):
            start, end = found.span(found.lastindex or 0)
            if pattern is CHILD:
                start, end = found.span()
            if marked.text[start:end] not in self._of("ordinary places"):
                marked.mark_span(start, end, "place")

    def _after(self, marked: Marked, part: str) -> list[int]:
        """Return the words that stand right after a cue: a cue may be several words, or end within none."""
        starts = {token.start: at for at, token in enumerate(marked.tokens)}
        found = set()
        for cue in self._of(part):
            at = marked.text.find(cue)
            while at >= 0:
                end = at + len(cue)
                while end < len(marked.text) and marked.text[end] in " ，,：:":
                    end += 1
                if end in starts:
                    found.add(starts[end])
                at = marked.text.find(cue, at + 1)
        return sorted(found)

    def _of(self, part: str) -> frozenset[str]:
        return self._parts.get(part, frozenset())

    def _mark_after(self, marked: Marked, part: str, most: int, why: str, goes_on: Callable[[str], bool]) -> None:
        for start in self._after(marked, part):
            if part != "secret follows" or marked.words[start] not in self._of("secret states"):
                figures = marked.run(start, most, lambda at: self._is_figure(marked.words[at]))
                sure = len("".join(marked.words[at] for at in figures)) >= SURE_FIGURES and why == "secret"
                marked.mark(figures if sure else marked.run(start, most, lambda at: goes_on(marked.words[at])), why)

    def _is_figure(self, word: str) -> bool:
        return word in self._figures or word.isdecimal()

    def _is_content(self, word: str) -> bool:
        return word not in self._of("stop") and not set(word) <= self._of("stop")

    def _mark_names(self, marked: Marked) -> None:
        for start in self._after(marked, "name follows"):
            if marked.words[start] in ("是", "叫"):
                start += 1
            if start < len(marked.words) and marked.words[start] not in self._of("no names"):
                marked.mark([start], "name")
            size = 0
            for at in marked.run(start, NAME_CHARACTERS, lambda at: self._is_content(marked.words[at])):
                size += len(marked.words[at])
                if size > NAME_CHARACTERS or (at > start and size > 3 and at not in marked.why):
                    break
                marked.mark([at], "name")
                if marked.text[marked.tokens[at].start - 1] == "姓":
                    break
        for at, word in enumerate(marked.words):
            if word == "叫" and marked.why.get(at - 1) == "name":
                marked.mark(
                    marked.run(at + 1, 2, lambda i: len(marked.words[i]) <= 2 and self._is_content(marked.words[i])),
                    "name",
                )
        self._mark_titles(marked)
        named = {c for at, why in marked.why.items() if why == "name" for c in marked.words[at]} - self._of("stop")
        marked.mark([at for at, word in enumerate(marked.words) if set(word) & named and len(word) <= 2], "name")

    def _mark_titles(self, marked: Marked) -> None:
        for at, word in enumerate(marked.words):
            before = marked.words[at - 1] if at else ""
            follows = marked.words[at + 1] if at + 1 < len(marked.words) else ""
            titled = self._is_surname(word) and follows in self._of("titles after")
            if titled or (word in "小阿老大" and self._is_pet_name(marked, at, before)):
                marked.mark([at, at + 1], "name")
            elif self._is_surname(word) and before in ("小", "老", "阿"):
                marked.mark([at - 1, at], "name")
            elif self._is_surname(word) and before in self._of("family follows") and self._is_single(follows):
                marked.mark([at, at + 1], "name")

    def _is_pet_name(self, marked: Marked, at: int, before: str) -> bool:
        """Tell whether this is 小 and a character that no word has with it, as in a name."""
        rest = marked.words[at + 1 :]
        if not rest or not self._is_single(rest[0]):
            return False
        ends = len(rest) == 1 or not self._is_content(rest[1]) or before in self._of("family follows")
        return marked.is_unknown(at + 1) or (marked.words[at] in "小阿" and ends)

    def _is_single(self, word: str) -> bool:
        return len(word) == 1 and self._is_content(word) and not self._is_figure(word)

    def _is_inside_a_name(self, marked: Marked, at: int) -> bool:
        """Tell whether this is the small word within a name: 家 in 林家豪."""
        inside = marked.words[at] in self._of("inside names")
        return inside and marked.why.get(at - 1) in NAMED and marked.why.get(at + 1) in NAMED

    def _begins_a_name(self, marked: Marked, at: int, after: str | None) -> bool:
        family = at > 0 and marked.words[at - 1] in self._of("families")
        return after in NAMED and (family or self._is_surname(marked.words[at]))

    def _is_surname(self, word: str) -> bool:
        return word in self._of("last names") and word not in self._of("stop")

    def _mark_organisations(self, marked: Marked) -> None:
        ordinary = self._of("ordinary before an organisation")
        for at, word in enumerate(marked.words):
            if word not in self._of("organisation"):
                continue
            name = marked.run_back(at - 1, 6, lambda i: self._is_content(marked.words[i]))
            named = word in self._of("named organisations") and any(marked.words[i] not in ordinary for i in name)
            if named or any(marked.is_unknown(i) for i in name):
                marked.mark([*name, at], "place")

    def _mark_neighbours(self, marked: Marked) -> None:
        """Mask the rest of names and addresses: single characters beside unknown ones, street numbers."""
        for _ in range(ROUNDS):
            for at, word in enumerate(marked.words):
                before, after = marked.why.get(at - 1), marked.why.get(at + 1)
                if at - 1 in marked.ends:
                    continue
                if before in ("place", "unknown") and (word in self._of("address parts") or self._is_figure(word)):
                    marked.mark([at], "place")
                elif self._is_inside_a_name(marked, at) or (
                    self._is_single(word) and (before in NAMED or self._begins_a_name(marked, at, after))
                ):
                    marked.mark([at], "name")
