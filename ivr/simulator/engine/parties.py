"""Who is on a call, and how calls end."""

from dataclasses import dataclass

API_VERSION = "2010-04-01"
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
SIP_CODES = {"completed": "200", "busy": "486", "no-answer": "487", "canceled": "487", "failed": "500"}
"""What the other side's network said last, by how a call ended."""


@dataclass(frozen=True)
class Parties:
    """Who calls whom, and which way: inbound, outbound-api or outbound-dial."""

    caller: str
    called: str
    direction: str
    parent: str = ""
    forwarded_from: str = ""
    caller_name: str = ""
