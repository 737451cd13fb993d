"""TaskRouter's workers, as a scenario names them."""

from collections.abc import Mapping
from typing import Any

from ivr.simulator.engine.taskrouter import SECONDS_TO_DECIDE, WorkerOrder, WorkspaceOrder
from ivr.simulator.phone.values import BadScenario, flag, items, mapping, seconds


def workspace(data: Any) -> WorkspaceOrder:
    """Return the workspace of a scenario's `taskrouter`; BadScenario says what is wrong where."""
    data = mapping("taskrouter", data, {"assignment", "workers", "timeout"})
    if not data.get("assignment"):
        raise BadScenario("taskrouter: assignment is wanted, the URL of the workflow's assignment callback")
    workers = enumerate(items("taskrouter.workers", data.get("workers")), 1)
    return WorkspaceOrder(
        str(data["assignment"]),
        tuple(_worker(f"taskrouter.workers[{number}]", each) for number, each in workers),
        seconds("taskrouter.timeout", data.get("timeout", SECONDS_TO_DECIDE)),
    )


def dumped(order: WorkspaceOrder) -> dict[str, Any]:
    """Return a workspace as its file would have it."""
    return {
        "assignment": order.assignment,
        "timeout": order.seconds,
        "workers": [dict(vars(worker)) for worker in order.workers],
    }


def _worker(where: str, data: Any) -> WorkerOrder:
    data = mapping(where, data, {"name", "attributes", "available"})
    attributes = data.get("attributes") or {}
    if not data.get("name") or not isinstance(attributes, Mapping):
        raise BadScenario(f"{where}: a name, and attributes such as contact_uri, are wanted, not {data!r}")
    return WorkerOrder(str(data["name"]), dict(attributes), flag(f"{where}.available", data.get("available", True)))
