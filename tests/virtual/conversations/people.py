"""Who calls, what they know, and what they say or press at each question: data, the same before and after a change."""

from collections.abc import Mapping
from dataclasses import dataclass

from ivr.services.repair.demo import CUSTOMER_IMEI, CUSTOMER_ORDER, CUSTOMER_PHONE
from tests.virtual.answers import in_words

ORDER, PHONE, IMEI = (in_words(each) for each in (CUSTOMER_ORDER, CUSTOMER_PHONE[-4:], CUSTOMER_IMEI[-6:]))
WHOLE_PHONE = in_words(CUSTOMER_PHONE[2:])
WRONG = "four seven two nine one seven"
STAGE = r"in repair since|in repair|ready to pick up|pick it up|price for|delivered since"
AGENT = "connecting you"
OWN, STRANGER = CUSTOMER_PHONE, "+12025550188"

Answers = Mapping[str, tuple[str, ...]]
"""What is said (words) or pressed (keys) at each question, the first time, the second, ...; `|` is a pause."""


@dataclass(frozen=True)
class Somebody:
    """One caller. `eager` is the second of a prompt after which they no longer wait for its end."""

    name: str
    who: str
    answers: Answers
    goal: str = STAGE
    number: str = OWN
    pause: float = 0.0
    key_pause: float = 0.35
    thinks: float = 0.5
    speed: float = 1.0
    noise_db: float | None = None
    eager: float | None = None
    keys: str = ""
    opening: str = ""
    opening_at: float = 0.0


VOICE: dict[str, tuple[str, ...]] = {
    "topic": ("where is my repair",),
    "number": (ORDER,),
    "factor": (PHONE,),
    "own": ("no",),
    "more": ("no thanks",),
    "confirm": ("yes",),
    "leaving": ("yes",),
    "choice": ("one",),
    "wish": ("goodbye",),
}
KEYS: dict[str, tuple[str, ...]] = {
    "topic": ("1",),
    "number": (f"{CUSTOMER_ORDER}#",),
    "factor": (CUSTOMER_PHONE[-4:],),
    "own": ("2",),
    "more": ("2",),
    "confirm": ("1",),
    "leaving": ("1",),
    "choice": ("1",),
    "wish": ("3",),
}


def _slow(words: str) -> str:
    return words.replace(" ", "|")


SLOW = VOICE | {"number": (_slow(ORDER),), "factor": (_slow(PHONE),)}
NOT_AT_HAND = {"number": ("i don't have it", "this phone"), "factor": (IMEI,), "own": ("yes",)}

PEOPLE: tuple[Somebody, ...] = (
    Somebody("shortest by voice", "says just what is asked", VOICE),
    Somebody("by keys", "waits for each question, types with pound", KEYS),
    Somebody("by keys, no pound", "waits for each question", KEYS | {"number": (CUSTOMER_ORDER,)}),
    Somebody("by keys, in a hurry", "types into the prompts", KEYS | {"number": (CUSTOMER_ORDER,)}, eager=1.0),
    Somebody("keys only", "presses 9 at once: nothing may be kept", KEYS, keys="9"),
    Somebody(
        "in one breath", "says the order with the wish", VOICE | {"topic": (f"where is my repair order {ORDER}",)}
    ),
    Somebody(
        "voice, then keys", "types the numbers", KEYS | {"topic": ("where is my repair",), "more": ("no thanks",)}
    ),
    Somebody("keys, then voice", "types the order, says the rest", VOICE | {"number": (CUSTOMER_ORDER,)}),
    Somebody("slow, 0.8 s", "pauses 0.8 s between digits", SLOW, pause=0.8),
    Somebody("slow, 1.2 s", "pauses 1.2 s between digits", SLOW, pause=1.2),
    Somebody("very slow, 2 s", "elderly, pauses 2 s between digits", SLOW, pause=2.0, thinks=1.5, speed=0.85),
    Somebody(
        "two halves", "pauses 1.5 s in the number", VOICE | {"number": ("four seven two|nine one six",)}, pause=1.5
    ),
    Somebody("street", "noise at 12 dB", VOICE, noise_db=12.0),
    Somebody("loud street", "noise at 6 dB, says all slowly", VOICE, noise_db=6.0, speed=0.9),
    Somebody("wrong number once", "mixes a digit up", VOICE | {"number": (WRONG, ORDER), "factor": (PHONE,)}),
    Somebody("wrong three times", "has another shop's number", VOICE | {"number": (WRONG,)}, goal=AGENT),
    Somebody(
        "from another phone",
        "calls from a phone that the hotline doesn't know, says the whole number",
        VOICE | {"factor": (WHOLE_PHONE,)},
        number=STRANGER,
    ),
    Somebody("this phone", "calls from the number given", VOICE | NOT_AT_HAND | {"number": ("this phone",)}),
    Somebody("nothing at hand", "has no number, calls from the number given", VOICE | NOT_AT_HAND),
    Somebody(
        "lost the receipt", "says so, wants a person", VOICE | {"number": ("i lost the receipt", "agent")}, goal=AGENT
    ),
    Somebody(
        "looks for it",
        "says wait, finds it after 12 s",
        VOICE | {"number": ("one moment let me find it", f"@12 {ORDER}")},
    ),
    Somebody("what is an imei", "asks, then gives the order", VOICE | {"number": ("what is an i m e i", ORDER)}),
    Somebody("angry", "wants a person", VOICE | {"topic": ("i want to talk to a real person",)}, goal=AGENT),
    Somebody("presses 0", "wants a person at once", KEYS, keys="0", goal=AGENT),
    Somebody(
        "hard of hearing", "asks for it slower", VOICE | {"number": ("slower please", ORDER)}, thinks=1.5, speed=0.85
    ),
    Somebody("silent at first", "needs a second question", VOICE | {"topic": ("@9", "where is my repair")}),
    Somebody(
        "talks into the notice",
        "begins 1 s before its end",
        VOICE,
        opening="hello i would like to know where is my repair",
    ),
    Somebody(
        "four repairs",
        "chooses the second",
        VOICE | NOT_AT_HAND | {"number": ("this phone",), "choice": ("two",)},
    ),
    Somebody(
        "imei",
        "reads fifteen digits in groups",
        VOICE
        | {"number": ("four nine oh one five four|two oh three two three|seven five one eight",), "choice": ("one",)},
        pause=0.6,
    ),
    Somebody(
        "denies",
        "says another number, corrects it",
        VOICE
        | {"number": (WRONG, ORDER), "confirm": (f"no {ORDER}", "yes"), "factor": (f"no the order is {ORDER}", PHONE)},
    ),
    Somebody(
        "warranty",
        "asks for what only an agent can tell",
        VOICE | {"topic": ("i have a question about my warranty",)},
        goal=AGENT,
    ),
)
