"""Learn the topics from sentences: fit, then calibrate on what callers said and the fit had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix

from ivr.intents.classifier import Classifier, Matrix, softmax
from ivr.intents.content import content
from ivr.intents.deciding import rule
from ivr.intents.encoder import Encoder
from ivr.intents.errors import IntentsUnavailable
from ivr.intents.fitting import Features, Fitted, fit
from ivr.intents.pieces import Vocabulary
from ivr.intents.sentences import Sentence
from ivr.intents.topics import NOTHING, labels

STEPS = 100
"""Steps of a fit; half as many tell how likely a caller is understood."""
HEARD = 3.0
"""What a caller said counts as much as this many sentences that somebody made up."""
STRENGTH = 5.0
"""Inverse of the penalty on large weights."""
Rows = NDArray[np.intp]
FOLDS = 4
FEWEST_TOPICS = 3
FEWEST_HEARD = 50
"""Sentences of callers that are enough to calibrate on; with fewer the usual figures stay."""
WRONG = 0.012
"""Share of callers that may be led to a wrong topic without being asked.

Those whose sentences nobody had read came to three times this: who writes sentences has read some of the heard ones.
"""
OFFER = 0.04
"""Probability from which a third topic is worth the caller's time."""


@dataclass(frozen=True)
class _Data:
    sentences: Sequence[Sentence]
    features: Features

    def fit(self, rows: Rows, steps: int) -> Fitted:
        """Fit to some of the sentences."""
        chosen = [self.sentences[row] for row in rows]
        weights = np.array([HEARD if each.heard else 1.0 for each in chosen], np.float32)
        return fit(self.features.rows(rows), [each.topic for each in chosen], weights, STRENGTH, steps)


def train(sentences: Sequence[Sentence], encoder: Encoder) -> Classifier:
    """Return the classifier of these sentences, calibrated on those that callers said. Raises IntentsUnavailable."""
    if len({each.topic for each in sentences}) < FEWEST_TOPICS:
        raise IntentsUnavailable("There are sentences for fewer than three topics: add a file for each topic")
    said = [content(each.text) for each in sentences]
    vocabulary = Vocabulary.learn(said)
    vectors = encoder.encode([" ".join(words) for words in said])
    data = _Data(sentences, Features(vectors, _counted(vocabulary, said)))
    found = data.fit(np.arange(len(sentences)), STEPS)
    classifier = Classifier(found.classes, vocabulary, found.dense, found.sparse, found.bias, offer=OFFER)
    heard = [row for row, each in enumerate(sentences) if each.heard and each.topic != NOTHING]
    return _calibrated(classifier, data, heard) if len(heard) >= FEWEST_HEARD else classifier


def _counted(vocabulary: Vocabulary, said: Sequence[Sequence[str]]) -> csr_matrix:
    cells = [(row, column, value) for row, words in enumerate(said) for column, value in vocabulary.row(words).items()]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    shape = len(said), len(vocabulary.pieces)
    return csr_matrix((np.array(values, np.float32), (rows, columns)), shape=shape)


def _calibrated(classifier: Classifier, data: _Data, heard: Sequence[int]) -> Classifier:
    """Return the classifier with the temperature and the threshold that suit callers it never heard."""
    scores = _scores_of_strangers(classifier.topics, data, heard)
    callers = [data.sentences[row] for row in heard]
    right = np.array([[bool(_right(each) & set(labels(topic))) for topic in classifier.topics] for each in callers])

    def surprise(log_temperature: float) -> float:
        found = softmax(scores / np.float32(np.exp(log_temperature)))
        return float(-np.log((found * right).sum(axis=1) + 1e-9).mean())

    temperature = float(np.exp(minimize_scalar(surprise, bounds=(-1.5, 1.5), method="bounded").x))
    calibrated = replace(classifier, temperature=temperature)
    found = softmax(scores / np.float32(temperature))
    return replace(calibrated, accept=_threshold(calibrated, found, callers))


def _scores_of_strangers(topics: Sequence[str], data: _Data, heard: Sequence[int]) -> Matrix:
    """Return the scores of what callers said, each by a fit without it and its like."""
    scores = np.full((len(data.sentences), len(topics)), -20.0, np.float32)
    for left_out in _folds(heard, data.sentences):
        texts = {data.sentences[row].text for row in left_out}
        kept = np.array([row for row, each in enumerate(data.sentences) if each.text not in texts])
        found = data.fit(kept, STEPS // 2)
        columns = np.array([topics.index(topic) for topic in found.classes])
        scores[left_out[:, None], columns] = found.scores(data.features.rows(left_out))
    found_scores: Matrix = scores[np.array(heard)]
    return found_scores


def _folds(heard: Sequence[int], sentences: Sequence[Sentence]) -> list[Rows]:
    """Return rows by turns: each fold has its share of every label, in an order that is always the same."""
    mixed = np.random.default_rng(1).permutation(np.array(heard))
    ranked = sorted(mixed, key=lambda row: labels(sentences[row].topic)[0])
    return [np.array(ranked[fold::FOLDS]) for fold in range(FOLDS)]


def _threshold(classifier: Classifier, found: Matrix, callers: Sequence[Sentence]) -> float:
    """Return the lowest probability from which so few are taken wrongly as may be.

    How many that are is what the calibrated probabilities say: of a few hundred callers one or two, too few to count.
    """
    tops = [rule(dict(zip(classifier.topics, row.tolist(), strict=True)), 0.0, 0.0) for row in found]
    lowest, wrong = 1.0, 0.0
    for probability in sorted((top.likely[0].probability for top in tops if top.decision == "accept"), reverse=True):
        wrong += 1 - probability
        if wrong > WRONG * len(callers):
            break
        lowest = probability
    return lowest


def _right(sentence: Sentence) -> set[str]:
    """Return the labels that are right for a sentence."""
    return set(labels(sentence.topic)) | (set(labels(sentence.second)) if sentence.second else set())
