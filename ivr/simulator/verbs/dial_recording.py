"""What a <Dial> records.

| attribute | values | default |
|---|---|---|
| record | do-not-record, record-from-answer[-dual], record-from-ringing[-dual], true, false | do-not-record |
| recordingTrack | inbound, outbound, both | both |
| trim | trim-silence, do-not-trim | do-not-trim |
| recordingStatusCallback, ...Method, ...Event | URL; GET, POST; in-progress completed absent | none, POST, completed |
"""

from ivr.simulator.engine.recorder import Recorder
from ivr.simulator.twiml.document import Verb
from ivr.simulator.twiml.schema import NO_RECORDING
from ivr.simulator.verbs.dial_result import DialResult
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.record import recording_order


class DialRecording:
    """The recording of one Dial, if it wants one."""

    def __init__(self, verb: Verb, machine: Machine, result: DialResult) -> None:
        self._verb = verb
        self._machine = machine
        self._result = result
        self._recorder: Recorder | None = None

    def start(self, moment: str) -> None:
        """Begin when it was asked for from this moment on: `ringing` or `answer`."""
        kind = self._verb.get("record")
        wanted = "ringing" if kind.startswith("record-from-ringing") else "answer"
        if kind in NO_RECORDING or moment != wanted:
            return
        track, dual = self._verb.get("recordingTrack"), kind.endswith("dual")
        order = recording_order(self._verb, self._machine, "DialVerb", track, dual)
        self._recorder = Recorder(self._machine.exchange, self._machine.call, order)

    def finish(self) -> None:
        """End it, and let the Dial's action know where it is."""
        if self._recorder is not None:
            self._result.extra["RecordingUrl"] = self._recorder.finish().url
            self._result.extra["RecordingSid"] = self._recorder.recording.sid
            self._result.extra["RecordingDuration"] = str(self._recorder.recording.seconds)
