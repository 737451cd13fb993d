"""Carry an utterance from the gateway to a web process as JSON, without its sound."""

import json
from dataclasses import dataclass, replace

from ivr import codec
from ivr.speech import Recognition
from ivr.turn.inputs import Utterance


@dataclass(frozen=True)
class UtteranceMessage:
    """What the gateway tells of an utterance; `id` is where its sound is kept."""

    recognition: Recognition
    id: int | None = None


def dump(utterance: Utterance) -> str:
    """Return an utterance as JSON."""
    soundless = replace(utterance.recognition, clip=b"")
    return json.dumps(codec.dump(UtteranceMessage(soundless, utterance.id)), ensure_ascii=False)


def load(text: bytes) -> Utterance:
    """Return what `dump` wrote; raise ValueError for anything else."""
    try:
        message = codec.load(UtteranceMessage, json.loads(text))
    except codec.Unreadable as odd:
        raise ValueError("not an utterance") from odd
    return Utterance(message.recognition, message.id)
