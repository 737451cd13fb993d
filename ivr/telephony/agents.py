"""Ring the agents when a caller waits."""

from ivr.telephony.edge import Edge


def ring_agents(edge: Edge, hotline: str) -> None:
    """Ring every agent from the hotline's number; the first to answer gets the caller, a busy one just is busy."""
    for number in edge.queue.agents:
        edge.live.ring(number, hotline, edge.urls.voice("agent"))
