"""Which queues there are, and who answers them."""

from dataclasses import dataclass
from typing import Protocol


class AgentSettings(Protocol):
    """What routing needs of the settings."""

    @property
    def agent_numbers(self) -> str:
        """Return the agents' numbers, with commas between."""
        ...


PRIORITIES = (0, 1, 2)
"""The usual one, ahead of the line, first of all."""


@dataclass(frozen=True)
class Queue:
    """A queue and the numbers of the agents who answer it."""

    name: str
    agents: tuple[str, ...]

    def is_agent(self, number: str) -> bool:
        """Tell whether a number may answer this queue by phone."""
        return number in self.agents

    @property
    def lanes(self) -> tuple[str, ...]:
        """Return the queues at Twilio that make this one, those who are taken first foremost."""
        return tuple(lane(self.name, priority) for priority in sorted(PRIORITIES, reverse=True))

    def before(self, lane: str) -> tuple[str, ...]:
        """Return the lanes whose callers are taken before those of this one."""
        return self.lanes[: self.lanes.index(lane)] if lane in self.lanes else ()


def lane(queue: str, priority: int) -> str:
    """Return the queue at Twilio for callers of a priority: as it is first in, first out, each has its own."""
    return f"{queue}-{priority}" if priority else queue


def queues(settings: AgentSettings) -> dict[str, Queue]:
    """Return all queues by name."""
    agents = tuple(number.strip() for number in settings.agent_numbers.split(",") if number.strip())
    return {"agents": Queue("agents", agents)}
