"""Ring the agents when a caller waits."""

from ivr.telephony.edge import Edge


def ring_agents(edge: Edge, hotline: str) -> None:
    """Ring every agent who neither rings nor talks, from the hotline's number; the first to answer gets the caller."""
    for number in edge.queue.agents:
        if not edge.live.is_engaged(number):
            edge.live.ring(number, hotline, edge.urls.voice("agent"))
