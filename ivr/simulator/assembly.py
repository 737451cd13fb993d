"""Puts an exchange together: the engine, what runs its documents, and who listens to its log."""

from dataclasses import replace

from ivr.simulator.callbacks.conferences import ConferenceCallbacks
from ivr.simulator.callbacks.sender import call_back
from ivr.simulator.callbacks.status import StatusCallbacks
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.clock import Clock
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.services import Behaviour, Services
from ivr.simulator.recognition import Recognition
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.table import PERFORMERS
from ivr.simulator.web.foreign import Outside


def assembled(services: Services, clock: Clock | None = None, behaviour: Behaviour | None = None) -> Exchange:
    """Return an exchange that works; call it inside a running event loop."""
    services = replace(services, transport=Outside(services.transport, services.mapped))
    exchange = Exchange(services, _machine, call_back, clock, behaviour)
    StatusCallbacks(exchange)
    ConferenceCallbacks(exchange)
    if services.recognise is not None:
        Recognition(exchange, services.recognise)
    return exchange


def _machine(exchange: Exchange, call: Call) -> Machine:
    return Machine(exchange, call, PERFORMERS)
