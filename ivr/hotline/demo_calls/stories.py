"""What the invented callers want, and how they go about it; repairs and phones are those of the demo."""

from collections.abc import Callable
from random import Random

from ivr.hotline.demo_calls.caller import DemoCaller
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE

FIGURES = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
Story = Callable[[DemoCaller, Random], None]


def _spoken(digits: str) -> str:
    return " ".join(FIGURES[int(digit)] for digit in digits)


def repair_by_voice(caller: DemoCaller, chance: Random) -> None:
    """Ask how far the repair is, and have it."""
    caller.says(chance.choice(("where is my repair", "is my repair finished", "what about my repair")), "repair")
    caller.says(_spoken(CUSTOMER_ORDER))
    caller.says(_spoken(CUSTOMER_PHONE[-4:]))
    caller.says("no thanks")


def repair_by_keys(caller: DemoCaller, chance: Random) -> None:
    """Press everything."""
    caller.presses("1")
    caller.presses(CUSTOMER_ORDER)
    caller.presses(CUSTOMER_PHONE[-4:])
    if chance.random() < 0.5:
        caller.presses("2")


def wrong_number(caller: DemoCaller, chance: Random) -> None:
    """Give a number that is known to nobody, and give up."""
    caller.says("where is my repair", "repair")
    caller.says(_spoken(str(chance.randrange(700_000, 700_004))))
    caller.says(_spoken(CUSTOMER_PHONE[-4:]))
    caller.is_silent()


def mumbler(caller: DemoCaller, chance: Random) -> None:
    """Say what nobody understands."""
    wished = ("my thing is making a funny noise again", "the blue one from last week", "uh it is about the you know")
    for words in chance.sample(wished, chance.choice((2, 3))):
        caller.says(words)
    caller.is_silent()
    caller.says("never mind")


def gives_up(caller: DemoCaller, chance: Random) -> None:
    """Say twice what nobody understands, and go."""
    for _ in range(2):
        caller.says("my thing is making a funny noise again")


def agent_at_once(caller: DemoCaller, chance: Random) -> None:
    """Want a person."""
    caller.says(chance.choice(("agent", "i want to talk to a person")))


def zero(caller: DemoCaller, chance: Random) -> None:
    """Press 0 before anything is asked."""
    caller.presses("0")


def silent(caller: DemoCaller, chance: Random) -> None:
    """Hear the question, and say nothing."""
    for _ in range(chance.choice((1, 2))):
        caller.is_silent()


def centre(caller: DemoCaller, chance: Random) -> None:
    """Look for a service centre."""
    caller.says("where is the nearest service center", "centre")
    caller.says(chance.choice(("boston", "springfield")))
    caller.says("no thanks")


def screen(caller: DemoCaller, chance: Random) -> None:
    """Ask what a screen costs."""
    caller.says("what does a new screen cost", "screen")
    caller.says("aurora five")
    caller.says("yes")
    caller.says("no thanks")


def lost(caller: DemoCaller, chance: Random) -> None:
    """Have lost the phone."""
    caller.says("i lost my phone yesterday evening", "lost")
    caller.says("no thanks")


def opening_hours(caller: DemoCaller, chance: Random) -> None:
    """Ask when it is open, and want a person all the same."""
    caller.says(chance.choice(("what are your opening hours", "when do you open on saturday")), "centre")
    caller.says("agent")


def wedding(caller: DemoCaller, chance: Random) -> None:
    """Fear for the photos of a daughter's wedding."""
    caller.says("it is broken and the photos of my daughter's wedding are on it", "fault")
    caller.is_silent()
    caller.says("agent")


def hangs_up(caller: DemoCaller, chance: Random) -> None:
    """Hear the notice, and go."""


CUSTOMERS = frozenset((repair_by_voice, repair_by_keys))
"""Stories of the one customer of the demo, who calls from the phone that the repair is known by."""
STORIES: tuple[tuple[Story, int], ...] = (
    (repair_by_voice, 26),
    (repair_by_keys, 18),
    (wrong_number, 7),
    (mumbler, 10),
    (agent_at_once, 10),
    (zero, 5),
    (silent, 6),
    (centre, 8),
    (screen, 8),
    (opening_hours, 6),
    (lost, 4),
    (hangs_up, 6),
)
"""Each story and how often of a hundred it is told."""
