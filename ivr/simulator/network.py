"""An exchange on the real clock, with real sockets and the neural voice."""

from random import Random

from ivr.simulator.audio.voice import NeuralVoice
from ivr.simulator.exchange import Exchange, Manners, Outside
from ivr.simulator.media.socket import NetworkConnector
from ivr.simulator.web.network import Network


def network_exchange(manners: Manners | None = None) -> Exchange:
    """Return an exchange that reaches apps over the network; call it inside a running event loop."""
    return Exchange(Outside(Network(), NetworkConnector(), NeuralVoice(), Random()), manners=manners)
