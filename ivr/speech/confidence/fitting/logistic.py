"""Logistic regression by Newton's method, with a small pull towards zero."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

PULL = 0.3
STEPS = 30


def fit_signed(features: Floats, right: Floats, signs: Sequence[int]) -> Floats:
    """Return the weights with none against its sign (0 allows both): such a feature is left out.

    What speaks for a reading by all we know would else be turned round by the few odd clips of one collection.
    """
    wanted = np.array([*signs, 0])
    weights = fit(features, right)
    while (against := weights * wanted < 0).any():
        features = features * ~against[:-1]
        weights = fit(features, right)
    return weights


def fit(features: Floats, right: Floats) -> Floats:
    """Return the weights, the bias last, that make the labels most likely."""
    inputs = with_bias(features)
    weights = np.zeros(inputs.shape[1])
    pull = np.full(len(weights), PULL)
    pull[-1] = 1e-6
    for _ in range(STEPS):
        chances = probabilities(features, weights)
        slope = inputs.T @ (right - chances) - pull * weights
        bend = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + np.diag(pull)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def probabilities(features: Floats, weights: Floats) -> Floats:
    """Return the probabilities of the rows."""
    odds = np.clip(with_bias(features) @ weights, -30, 30)
    return np.asarray(1 / (1 + np.exp(-odds)))


def with_bias(features: Floats) -> Floats:
    """Return the rows with a one behind each."""
    return np.hstack([features, np.ones((len(features), 1))])
