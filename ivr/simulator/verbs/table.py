"""Which function performs which verb."""

from collections.abc import Awaitable, Callable, Mapping

from ivr.simulator.engine.steps import Next
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
    pay,
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
from ivr.simulator.verbs.machine import Machine

PERFORMERS: Mapping[str, Callable[[Verb, Machine], Awaitable[Next]]] = {
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
    "Pay": pay.perform,
    "Prompt": refused.perform,
    "Echo": echo.perform,
}
