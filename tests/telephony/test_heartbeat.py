"""The heartbeat that says "the caller is speaking"."""

from ivr.simulator.virtual import run_virtual
from ivr.telephony.media.heartbeat import Heartbeat


def test_an_utterance_that_gets_lost_silences_nobody_for_ever():
    beats = []

    async def beat():
        beats.append("speaking")

    async def utterance_without_an_end():
        await Heartbeat(beat)._task

    run_virtual(utterance_without_an_end())
    assert len(beats) == 20
