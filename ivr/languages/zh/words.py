"""The Chinese words for digits, letters and numbers, as people say them on the telephone."""

from ivr.languages.language import CodeWords, Weight

DIGITS = {
    "0": ("零", "〇"),
    "1": ("一", "幺"),
    "2": ("二", "两"),
    "3": ("三",),
    "4": ("四",),
    "5": ("五",),
    "6": ("六",),
    "7": ("七",),
    "8": ("八",),
    "9": ("九",),
}
"""One is 幺 (yāo) in telephone and order numbers, because 一 and 七 sound alike; two is 两 before measure words."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PUNCTUATION = {"-": ("横杠", "杠", "横线"), "/": ("斜杠",), ".": ("点",)}

_PLAIN = frozenset((*(words[0] for words in DIGITS.values()), "幺"))
_SCALES = ("十", "百", "千", "万")
CODE_WORDS = CodeWords(
    digits=DIGITS,
    plain=_PLAIN,
    numbers=_PLAIN.union("十"),
    counting=_PLAIN.union(("两", "〇", "个"), _SCALES),
    letters=frozenset(LETTERS),
    spelling=frozenset(LETTERS).union("字母大写"),
    rare=frozenset("幺"),
)
_IT_IS = "(是 | 就是 | 我的 | 这个是 | 号码是)"
AROUND = {
    "imei": (f"[{_IT_IS}] [手机] [i m e i | 串号] [号] [码] [是]", ""),
    "repair_order": (f"[{_IT_IS}] [维修] [订单 | 单号 | 工单] [号] [码] [是]", ""),
    "serial": (f"[{_IT_IS}] [序列号] [是]", ""),
    "phone": (f"[{_IT_IS}] [电话 | 手机] [号] [码] [是] [加]", "[(转 | 分机 [号]) {x} $digit<1-5>]"),
    "postcode": ("[邮编 | 邮政编码] [是]", ""),
    "city": ("[我] [在 | 住在 | 是]", "[市 | 这边 | 附近]"),
}
NUMBER_WEIGHTS: dict[str, Weight] = {
    **dict.fromkeys((word for words in DIGITS.values() for word in words), "digit"),
    **dict.fromkeys(_SCALES, "scale"),
}
