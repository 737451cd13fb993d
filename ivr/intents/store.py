"""Keep trained models outside the repository: arrays and JSON, no code. Their name is a hash of all they come from."""

import hashlib
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ivr.intents.classifier import Classifier
from ivr.intents.encoder import WEIGHTS
from ivr.intents.errors import IntentsUnavailable
from ivr.intents.pieces import Vocabulary
from ivr.intents.sentences import folders_of
from ivr.whole_files import write_whole

_LEARNING = ("classifier", "content", "encoder", "fitting", "numbers", "pieces", "topics", "training", "words")
KEPT = 5
"""Models of a language that stay, the newest: to compare with, and for hosts that still use them."""


def models_folder() -> Path:
    """Return where trained models are kept; it may not exist yet."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "voice-ivr" / "intents"


def version(language: str, grammars: Path) -> str:
    """Return the hash of the sentences, of the code that learns them and of the encoder."""
    files = [file for folder in folders_of(language, grammars) for file in sorted(folder.glob("*.txt"))]
    code = [Path(__file__).parent / f"{name}.py" for name in _LEARNING]
    parts = [f"{file.stem}\n".encode() + file.read_bytes() for file in (*files, *code)]
    return hashlib.sha256(b"\0".join([WEIGHTS.encode(), *parts])).hexdigest()[:16]


def path_of(language: str, grammars: Path) -> Path:
    """Return where the model of the present sentences is, or will be."""
    return models_folder() / f"{language}-{version(language, grammars)}.npz"


def save(classifier: Classifier, path: Path) -> None:
    """Write the model at once: a reader finds the whole of it or none."""
    about = {
        "topics": classifier.topics,
        "pieces": classifier.vocabulary.pieces,
        "temperature": classifier.temperature,
        "accept": classifier.accept,
        "offer": classifier.offer,
    }
    file = io.BytesIO()
    np.savez_compressed(
        file,
        about=np.frombuffer(json.dumps(about).encode(), np.uint8),
        weights=np.array(classifier.vocabulary.weights, np.float64),
        dense=classifier.dense,
        sparse=classifier.sparse.astype(np.float16),
        bias=classifier.bias,
    )
    write_whole(path, file.getvalue())
    _forget_old(path)


def load(path: Path) -> Classifier:
    """Return a model. Raises IntentsUnavailable."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            about = json.loads(kept["about"].tobytes())
            vocabulary = Vocabulary(tuple(about["pieces"]), tuple(kept["weights"].tolist()))
            arrays = kept["dense"], kept["sparse"].astype(np.float32), kept["bias"]
            return Classifier(
                tuple(about["topics"]), vocabulary, *arrays, about["temperature"], about["accept"], about["offer"]
            )
    except FileNotFoundError as error:
        raise IntentsUnavailable(f"There is no model {path}; run: python -m ivr.intents train") from error
    except Exception as error:  # a broken file breaks in many ways
        raise IntentsUnavailable(f"{path} is no model of topics; run: python -m ivr.intents train") from error


def ready(language: str, grammars: Path, tell: Callable[[str], None] = lambda _: None) -> Classifier:
    """Return the model of a language: of the present sentences, else the newest there is, and tell so.

    Raises IntentsUnavailable: there is none.
    """
    path = path_of(language, grammars)
    if path.exists():
        return load(path)
    older = _newest_first(language)
    if not older:
        raise IntentsUnavailable(f"There is no model of topics for {language}; run: python -m ivr.intents train")
    tell("The sentences changed since the model was trained; run: python -m ivr.intents train")
    return load(older[0])


def _newest_first(language: str) -> list[Path]:
    found = models_folder().glob(f"{language}-*.npz")
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _forget_old(path: Path) -> None:
    for old in _newest_first(path.stem.rpartition("-")[0])[KEPT:]:
        old.unlink(missing_ok=True)
