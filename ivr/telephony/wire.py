"""Carry an utterance from the gateway to a web process as JSON, without its sound."""

import json
from dataclasses import asdict, replace

from ivr.speech import Recognition, Word
from ivr.turn.inputs import Utterance


def dump(utterance: Utterance) -> str:
    """Return an utterance as JSON."""
    recognition = asdict(utterance.recognition)
    del recognition["clip"]
    return json.dumps({"recognition": recognition, "id": utterance.id}, ensure_ascii=False)


def load(text: bytes) -> Utterance:
    """Return what `dump` wrote; raise ValueError for anything else."""
    try:
        data = json.loads(text)
        recognition = Recognition(**data["recognition"], clip=b"")
        words = tuple(Word(**word) for word in data["recognition"]["words"])
        alternatives, nbest = (
            tuple(recognition.alternatives),
            tuple((value, share) for value, share in recognition.nbest),
        )
        return Utterance(replace(recognition, words=words, alternatives=alternatives, nbest=nbest), data["id"])
    except (TypeError, KeyError) as odd:
        raise ValueError("not an utterance") from odd
