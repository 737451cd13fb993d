"""Fit what redaction learned: `python -m tests.bench.redaction_fit` writes ivr/redaction/weights.json; some minutes.

Learned from all sentences of tests/redaction but the eighth, and from sentences of topics, which have nothing personal.
"""

import json
from collections.abc import Iterator
from random import Random

import numpy as np
from scipy.optimize import minimize

from ivr.intents.encoder import encode_if_possible
from ivr.intents.sentences import learned
from ivr.languages import LANGUAGES
from ivr.redaction import Redactors
from ivr.redaction.learned import WEIGHTS, features
from ivr.settings import PROJECT
from tests.redaction.judging import in_parts, lines, overlaps

SETS = ("unseen", "later", "third", "fourth", "fifth", "sixth", "seen", "seventh")
OF_TOPICS = 300
"""Sentences of topics in each language."""
RIDGE = 0.3
"""How strongly weights are held small."""


def main() -> None:
    """Fit and write."""
    rows, wanted = zip(*_rows(), strict=True)
    x, y = np.vstack(rows), np.concatenate(wanted)
    found = minimize(_loss, np.zeros(x.shape[1]), (x, y), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    WEIGHTS.write_text(json.dumps([round(float(weight), 3) for weight in found]) + "\n", encoding="utf-8")
    print(f"{len(y)} words, {y.mean():.1%} personal")


def _rows() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield for each sentence the features of its words, and which of them are personal."""
    redactors = Redactors(LANGUAGES.values())
    for code, language in LANGUAGES.items():
        between = " " if language.redaction.spaced else ""
        for line in [*(line for folder in SETS for line in lines(folder, code)), *_of_topics(code)]:
            text, personal = in_parts(line)
            tokens = redactors.of(code).tokens(text)
            if tokens:
                is_personal = [overlaps((token.start, token.end), personal) for token in tokens]
                found = features(encode_if_possible, [token.word for token in tokens], between)
                assert found is not None
                yield found, np.array(is_personal, np.float32)


def _of_topics(code: str) -> list[str]:
    sentences = [each.text for each in learned(code, PROJECT / "grammars")]
    return Random(1).sample(sentences, min(OF_TOPICS, len(sentences)))


def _loss(weights: np.ndarray, x: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    scores = x @ weights.astype(np.float32)
    share = 1 / (1 + np.exp(-scores))
    loss = float((np.logaddexp(0, scores) - y * scores).sum() + RIDGE / 2 * (weights @ weights))
    return loss, (x.T @ (share - y)).astype(float) + RIDGE * weights


if __name__ == "__main__":
    main()
