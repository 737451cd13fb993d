"""The words a call flow is written in: a script is forms, a form is items, an item fills a slot.

    REPAIR = Form("repair", (
        Field("number", ("repair_number",), ("ask_number", "ask_number_again"), keys=DIGITS, sensitive=True),
        LookUp("repairs", "repairs", using=("number",)),
        Decision("told", tell_progress, may=(Say("not_found"), Goto("anything_else"))),
    ), then="anything_else")

Everything here is data. Functions get the filled slots and return instructions; they do nothing else.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ivr.dialog.costs import USUAL, Costs
from ivr.dialog.instructions import Hangup, ListenOptions, Say, Transfer
from ivr.dialog.kinds import Kind
from ivr.dialog.values import Json, Slots
from ivr.identifiers import Shape


@dataclass(frozen=True)
class Goto:
    """Go on with another form, from its beginning: its own slots are emptied."""

    form: str


@dataclass(frozen=True)
class Clear:
    """Empty slots, so that their items are visited again."""

    slots: tuple[str, ...]


@dataclass(frozen=True)
class Fill:
    """Fill a slot with a value."""

    slot: str
    value: Json


@dataclass(frozen=True)
class Propose:
    """Offer a value for a field; it is read back before it is taken, unless it was denied before."""

    slot: str
    value: Json


@dataclass(frozen=True)
class Send:
    """Have a command done that nobody waits for, with the slots named in `using`."""

    command: str
    using: tuple[str, ...]


Move = Say | Goto | Clear | Fill | Propose | Send | Transfer | Hangup
"""What a decision may answer. Goto, Clear, Fill and Propose stay inside the dialog."""

Moves = tuple[Move, ...]


def always(_slots: Slots) -> bool:
    """Visit the item whatever the slots hold."""
    return True


def nothing(_slots: Slots) -> Mapping[str, Json]:
    """Give the prompts no values."""
    return {}


def silence(_slots: Slots) -> tuple[Say, ...]:
    """Say nothing before the prompt."""
    return ()


@dataclass(frozen=True)
class Identifier:
    """Let a field's value be a number of this shape, given whole or in chunks, by voice, by keys, or half by each.

    A doubtful part is asked for alone: `so_far` says what is known as {value}, `first`, `next` and `last` ask for
    {count} digits, `go_on` for the rest; `miscounted` comes before when the check digit is wrong.
    """

    shape: Shape
    so_far: str = "number_so_far"
    go_on: str = "number_go_on"
    first: str = "number_first_part"
    next: str = "number_next_part"
    last: str = "number_last_part"
    miscounted: str = "number_miscounted"


Prompts = str | tuple[str, ...]
"""A prompt, or several that are said together."""


def together(prompts: Prompts) -> tuple[str, ...]:
    """Return the prompts that are said together."""
    return (prompts,) if isinstance(prompts, str) else prompts


@dataclass(frozen=True)
class Field(ListenOptions):
    """Let the caller fill a slot.

    `prompts` taper: the first is said first, the next after each miss, the last again and again; one may be several
    prompts that are said together. `by_keys` are said instead in a call by keys only. `before` says what must come
    before them (a list of choices, say), `values` fills their placeholders; those that `leaves_out` names are not said.

    An answer of several slots is a dict: its own slot is taken, those named in `also` are proposed to later fields. One
    without the field's own slot gives it the value `implied`.
    `read_back` is the prompt that confirms a doubtful value as `{value}`; or, for a few choices, the prompt of each
    value by its text (choices not named need no confirmation). Without one a doubtful answer is a miss. `corrections`
    are grammars that are active beside yes and no meanwhile. The digits of an `identifier` may come bit by bit; what
    was put together is always read back.

    `echo` tells an identifier that was taken by speech, as `{value}`, before the next question, and is not read back.
    That question then `amends` its slot: an answer that names it alone puts it right, False only takes it back.

    `keeps` is a slot for the words in which the caller answered; an answer by keys empties it.

    What a wrong or a refused answer `costs` decides from which confidence one is taken, or asked back.
    After `misses` noinputs or nomatches `last_resort` is done, by default the agent form.
    """

    slot: str
    grammars: tuple[str, ...]
    prompts: tuple[Prompts, ...]
    read_back: str | Mapping[str, str] = ""
    corrections: tuple[str, ...] = ()
    costs: Costs = USUAL
    identifier: Identifier | None = None
    echo: str = ""
    amends: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    implied: Json = None
    keeps: str = ""
    by_keys: tuple[Prompts, ...] = ()
    help: str = ""
    when: Callable[[Slots], bool] = always
    before: Callable[[Slots], tuple[Say, ...]] = silence
    may_say: tuple[str, ...] = ()
    values: Callable[[Slots], Mapping[str, Json]] = nothing
    leaves_out: Callable[[Slots], Collection[str]] = nothing
    misses: int = 3
    last_resort: Moves = ()


@dataclass(frozen=True)
class LookUp:
    """Let a source fill a slot, from the slots named in `using`.

    An empty answer fills the slot too (a decision tells the caller), but the `tries`-th one of a call does
    `last_resort` instead, by default the agent form.
    """

    slot: str
    source: str
    using: tuple[str, ...]
    tries: int = 3
    last_resort: Moves = ()
    when: Callable[[Slots], bool] = always


@dataclass(frozen=True)
class Act:
    """Have something done outside, and fill a slot with what came of it; see `ivr.dialog.acting` for the values.

    `command` names who does it, with the slots named in `using`. One that `matters` states how it is confirmed, after
    the prompt `ask`: by "key", or "twice" where words may do; never by one spoken yes. The caller waits `deadline`
    seconds for the outcome; then it is promised, and told later by the text message `sms`.
    After `misses` noinputs or nomatches `last_resort` is done, by default the agent form.
    """

    slot: str
    command: str
    using: tuple[str, ...]
    matters: bool = True
    confirm: Literal["", "key", "twice"] = ""
    ask: str = ""
    values: Callable[[Slots], Mapping[str, Json]] = nothing
    sms: str = ""
    deadline: float = 12.0
    sensitive: bool = False
    misses: int = 3
    last_resort: Moves = ()
    when: Callable[[Slots], bool] = always


@dataclass(frozen=True)
class Decision:
    """Let a pure function of the slots decide; its slot is filled with True unless it fills or clears it.

    `may` lists all it may answer (prompts without their values), so that checks and diagrams need not run it.
    `serves` declares that with it the caller has been answered by this service: the outcome of the call. The prompts of
    such decisions of one step are kept in the slot `answer`: `{"language": code, "says": [[prompt, values], ...]}`.
    """

    slot: str
    function: Callable[[Slots], Moves]
    may: Moves = ()
    when: Callable[[Slots], bool] = always
    serves: str = ""


Item = Field | LookUp | Act | Decision


@dataclass(frozen=True)
class Form:
    """An ordered tuple of items; `then` is the form that follows when every slot is filled."""

    name: str
    items: tuple[Item, ...]
    then: str = ""

    def item(self, slot: str, slots: Slots) -> Item | None:
        """Return the item that fills a slot now, or None."""
        return next((item for item in self.items if item.slot == slot and item.when(slots)), None)


@dataclass(frozen=True)
class Lines:
    """Name the prompts that belong to no item. `leave` asks back a badly heard universal that gives something up."""

    noinput: str = "noinput"
    nomatch: str = "nomatch"
    denied: str = "denied"
    apology: str = "apology"
    source_failed: str = "source_failed"
    last_try: str = "last_try"
    confirm_by_key: str = "confirm_by_key"
    confirm_again: str = "confirm_again"
    promised: str = "act_promised"
    promised_by_sms: str = "act_promised_by_sms"
    not_done: str = "not_done"
    help: str = "help"
    slower: str = "slower"
    keypad: str = "keypad"
    speech_paused: str = "speech_paused"
    speech_back: str = "speech_back"
    take_your_time: str = "take_your_time"
    language: str = "language"
    one_language: str = "one_language"
    language_offer: str = "language_offer"
    language_by_keys: str = "language_by_keys"
    leave: Mapping[str, str] = field(
        default_factory=lambda: {name: f"confirm_{name}" for name in ("agent", "goodbye", "cancel", "keypad")}
    )


@dataclass(frozen=True)
class Script:
    """A whole call flow as one value: forms, where it begins, and what is the same in every field.

    `agent`, `goodbye` and `menu` are the forms of the universals agent, goodbye and cancel; `after_queue` is entered
    with the slot `queue_result` filled when the caller comes back from `queue`; a call begins at `crowded` when too
    many like it go on, and at `outbound` when we make it. Without `sends_sms` no caller is promised a text message.
    """

    forms: Mapping[str, Form]
    first: str
    agent: str = "agent"
    goodbye: str = "goodbye"
    menu: str = "main_menu"
    after_queue: str = "after_queue"
    crowded: str = ""
    outbound: str = ""
    queue: str = "agents"
    universals: tuple[str, ...] = ("universals",)
    yes_no: tuple[str, ...] = ("yes_no",)
    lines: Lines = Lines()
    languages: tuple[str, ...] = ("en",)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    sends_sms: bool = False

    def slots(self, form: str) -> tuple[str, ...]:
        """Return the slots that a form's items fill, in order; none when there is no such form."""
        return tuple(item.slot for item in self.forms[form].items) if form in self.forms else ()
