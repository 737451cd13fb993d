"""An exchange on the real clock, with real sockets and the neural voice."""

from random import Random

from ivr.simulator.assembly import assembled
from ivr.simulator.audio.voice import NeuralVoice
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.services import Behaviour, Recognise, Services
from ivr.simulator.faults.people import People, report
from ivr.simulator.faults.plan import NO_FAULTS, FaultPlan
from ivr.simulator.faults.streams import FaultyConnector
from ivr.simulator.faults.webhooks import FaultyTransport
from ivr.simulator.web.network import Network
from ivr.simulator.web.sockets import NetworkConnector


def network_exchange(
    behaviour: Behaviour | None = None, plan: FaultPlan | None = None, recognise: Recognise | None = None
) -> Exchange:
    """Return an exchange that reaches apps over the network; call it inside a running event loop."""
    plan = plan or FaultPlan(NO_FAULTS)
    transport, connector = FaultyTransport(Network(), plan), FaultyConnector(NetworkConnector(), plan)
    exchange = assembled(Services(transport, connector, NeuralVoice(), Random(), recognise), behaviour=behaviour)
    plan.told = lambda number, kind: report(exchange, number, kind)
    People(exchange, plan)
    return exchange
