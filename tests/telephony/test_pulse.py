"""The pulse that says "the caller is speaking"."""

from ivr.simulator.virtual import run_virtual
from ivr.telephony.media.pulse import Pulse


def test_an_utterance_that_gets_lost_silences_nobody_for_ever():
    beats = []

    async def beat():
        beats.append("speaking")

    async def utterance_without_an_end():
        await Pulse(beat)._task

    run_virtual(utterance_without_an_end())
    assert len(beats) == 20
