"""TaskRouter's API, as far as apps decide by it: reservations, tasks and workers of a workspace."""

import json
from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.taskrouter import Reservation, Workspace
from ivr.simulator.rest.requests import ApiError, ApiResponse, Asked, Handler, not_found

ROOT = "/v1"
_GIVEN = {
    "dequeue": {"DequeueTo": "to", "DequeueFrom": "from", "DequeueTimeout": "timeout"},
    "call": {"CallTo": "to", "CallFrom": "from", "CallUrl": "url", "CallTimeout": "timeout", "CallAccept": "accept"},
    "redirect": {"RedirectCallSid": "call_sid", "RedirectUrl": "url", "RedirectAccept": "accept"},
    "conference": {"To": "to", "From": "from", "Timeout": "timeout", "EndConferenceOnExit": "end_conference_on_exit"},
}


def fetch_reservation(asked: Asked) -> ApiResponse:
    """Return one reservation."""
    return ApiResponse(200, _shown_reservation(asked, _reservation(asked)))


def update_reservation(asked: Asked) -> ApiResponse:
    """Accept or reject a reservation, or say by an instruction what is to be done."""
    one, request = _reservation(asked), asked.request
    status, instruction = request.get("ReservationStatus"), request.get("Instruction")
    if one.status != "pending":
        raise ApiError(409, 20409, f"Reservation {one.sid} is {one.status}, not pending")
    if instruction:
        names = _GIVEN.get(instruction, {})
        given = {name: request.get(field) for field, name in names.items() if request.has(field)}
        one.told.put_nowait({"instruction": instruction, **given})
    elif status in ("accepted", "rejected"):
        one.worker.available = one.worker.available and not request.get("WorkerActivitySid")
        one.settle(status)
    else:
        raise ApiError(400, 20001, "ReservationStatus accepted or rejected, or an Instruction, is wanted")
    return ApiResponse(200, _shown_reservation(asked, one))


def fetch_task(asked: Asked) -> ApiResponse:
    """Return one task."""
    workspace = _workspace(asked)
    task = workspace.tasks.get(asked.sids[1])
    if task is None:
        raise not_found(urlsplit(asked.request.target).path)
    age, priority = round(asked.exchange.now() - task.since), task.priority
    own = {
        "attributes": json.dumps(task.attributes),
        "assignment_status": task.status,
        "age": age,
        "priority": priority,
    }
    sids = {"workflow_sid": task.workflow, "task_queue_sid": workspace.queue_sid}
    return ApiResponse(200, {**_common(asked, task.sid), **own, **sids})


def fetch_worker(asked: Asked) -> ApiResponse:
    """Return one worker."""
    found = [each for each in _workspace(asked).workers if each.sid == asked.sids[1]]
    if not found:
        raise not_found(urlsplit(asked.request.target).path)
    own = {"friendly_name": found[0].name, "attributes": json.dumps(found[0].attributes)}
    return ApiResponse(200, {**_common(asked, found[0].sid), **own, "available": found[0].available})


def _workspace(asked: Asked) -> Workspace:
    workspace = asked.exchange.workspace
    if workspace is None or workspace.sid != asked.sids[0]:
        raise not_found(urlsplit(asked.request.target).path)
    return workspace


def _reservation(asked: Asked) -> Reservation:
    one = _workspace(asked).reservations.get(asked.sids[2])
    if one is None or asked.sids[1] not in (one.task.sid, one.worker.sid):
        raise not_found(urlsplit(asked.request.target).path)
    return one


def _shown_reservation(asked: Asked, one: Reservation) -> dict[str, Any]:
    who = {"worker_sid": one.worker.sid, "worker_name": one.worker.name, "task_sid": one.task.sid}
    return {**_common(asked, one.sid), **who, "reservation_status": one.status}


def _common(asked: Asked, sid: str) -> dict[str, Any]:
    path = urlsplit(asked.request.target).path
    return {"sid": sid, "account_sid": asked.account.sid, "workspace_sid": asked.sids[0], "url": path, "links": {}}


_WORKSPACE = rf"{ROOT}/Workspaces/(WS\w+)"
ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", rf"{_WORKSPACE}/Tasks/(WT\w+)/Reservations/(WR\w+)", fetch_reservation),
    ("POST", rf"{_WORKSPACE}/Tasks/(WT\w+)/Reservations/(WR\w+)", update_reservation),
    ("GET", rf"{_WORKSPACE}/Workers/(WK\w+)/Reservations/(WR\w+)", fetch_reservation),
    ("POST", rf"{_WORKSPACE}/Workers/(WK\w+)/Reservations/(WR\w+)", update_reservation),
    ("GET", rf"{_WORKSPACE}/Tasks/(WT\w+)", fetch_task),
    ("GET", rf"{_WORKSPACE}/Workers/(WK\w+)", fetch_worker),
)
