"""What each verb does: one verb, one file."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from ivr.simulator.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs import (
    connect,
    dial,
    echo,
    enqueue,
    gather,
    hangup,
    leave,
    pause,
    play,
    record,
    redirect,
    refused,
    reject,
    say,
    sms,
    start,
    stop,
)

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine

PERFORMERS: Mapping[str, Callable[[Verb, "Machine"], Awaitable[Next]]] = {
    "Say": say.perform,
    "Play": play.perform,
    "Pause": pause.perform,
    "Gather": gather.perform,
    "Record": record.perform,
    "Dial": dial.perform,
    "Enqueue": enqueue.perform,
    "Leave": leave.perform,
    "Redirect": redirect.perform,
    "Hangup": hangup.perform,
    "Reject": reject.perform,
    "Start": start.perform,
    "Stop": stop.perform,
    "Connect": connect.perform,
    "Sms": sms.perform,
    "Message": sms.perform,
    "Refer": refused.perform,
    "Pay": refused.perform,
    "Prompt": refused.perform,
    "Echo": echo.perform,
}
