"""Which queues there are, and who answers them."""

from dataclasses import dataclass
from typing import Protocol


class AgentSettings(Protocol):
    """What routing needs of the settings."""

    @property
    def agent_numbers(self) -> str:
        """Return the agents' numbers, with commas between."""
        ...


@dataclass(frozen=True)
class Queue:
    """A queue and the numbers of the agents who answer it."""

    name: str
    agents: tuple[str, ...]

    def is_agent(self, number: str) -> bool:
        """Tell whether a number may answer this queue by phone."""
        return number in self.agents


def queues(settings: AgentSettings) -> dict[str, Queue]:
    """Return all queues by name."""
    agents = tuple(number.strip() for number in settings.agent_numbers.split(",") if number.strip())
    return {"agents": Queue("agents", agents)}
