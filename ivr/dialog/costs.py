"""Weigh what a wrong answer costs against asking the caller back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Costs:
    """State what mistakes with an answer cost, in questions to the caller: `wrong` if acted on, `missed` if refused.

    An answer that is right with probability p costs (1 - p) * wrong to act on, 1 + (1 - p) * missed to ask back (one
    question; after a no all of it again), and missed to refuse. The cheapest of the three is to act from
    p = 1 - 1 / (wrong - missed), and to ask back from p = 1 / missed.

    Raises:
        ValueError: asking back is never the cheapest.
    """

    wrong: float = 7.5
    """The wrong answer is heard out, the way back found (5 questions), and all of it asked again."""
    missed: float = 2.5
    """An apology, the whole question again, and a step towards the last resort."""

    def __post_init__(self) -> None:
        """Refuse costs that leave no room for asking back."""
        if not 0 < self.missed < self.wrong or self.confirm > self.accept:
            raise ValueError(f"asking back never pays: let wrong cost more, or missed, than in {self}")

    @property
    def accept(self) -> float:
        """Return the confidence from which acting is cheaper than asking back."""
        return 1 - 1 / (self.wrong - self.missed)

    @property
    def confirm(self) -> float:
        """Return the confidence from which asking back is cheaper than refusing."""
        return 1 / self.missed


USUAL = Costs()
"""What mistakes cost where nothing else is stated."""
OFFER = Costs(wrong=5.0)
"""What mistakes cost where something is offered: what was taken is told before anything is done, or asked after."""
