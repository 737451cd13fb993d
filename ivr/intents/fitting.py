"""Fit a multinomial logistic regression to dense and sparse features at once, by L-BFGS."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Features:
    """What sentences are told by: a row each, dense and sparse."""

    dense: Array
    sparse: csr_matrix

    @property
    def columns(self) -> int:
        """Return how many columns both have, and one for the bias."""
        return int(self.dense.shape[1] + self.sparse.shape[1] + 1)

    def rows(self, chosen: NDArray[np.intp]) -> "Features":
        """Return the features of some sentences."""
        return Features(self.dense[chosen], self.sparse[chosen])


@dataclass(frozen=True)
class Fitted:
    """The classes and their weights: dense, sparse, bias; a column a class."""

    classes: tuple[str, ...]
    dense: Array
    sparse: Array
    bias: Array

    def scores(self, features: Features) -> Array:
        """Return the score of each class for each sentence."""
        return _scores(features, (self.dense, self.sparse, self.bias))


def fit(features: Features, classes: Sequence[str], weights: Array, strength: float, steps: int) -> Fitted:
    """Return the weights with the least loss. `strength` is the inverse of the penalty on large ones."""
    names = tuple(sorted(set(classes)))
    wanted = np.zeros((len(classes), len(names)), np.float32)
    wanted[np.arange(len(classes)), [names.index(each) for each in classes]] = 1
    shape = features.columns, len(names)
    counted = (strength * weights)[:, None].astype(np.float32)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        parameters = flat.reshape(shape)
        penalty = parameters.copy()
        penalty[-1] = 0
        scores = _scores(features, _parts(features, parameters.astype(np.float32)))
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        value = float(-(counted * wanted * logs).sum() + 0.5 * (penalty**2).sum())
        return value, (_slope(features, counted * (np.exp(logs) - wanted)) + penalty).ravel()

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return Fitted(names, *_parts(features, found.x.reshape(shape).astype(np.float32)))


def _parts(features: Features, parameters: Array) -> tuple[Array, Array, Array]:
    size = features.dense.shape[1]
    return parameters[:size], parameters[size:-1], parameters[-1]


def _scores(features: Features, parts: tuple[Array, Array, Array]) -> Array:
    dense, sparse, bias = parts
    scores: Array = features.dense @ dense + features.sparse @ sparse + bias
    return scores


def _slope(features: Features, errors: Array) -> NDArray[np.float64]:
    parts = features.dense.T @ errors, features.sparse.T @ errors, errors.sum(axis=0, keepdims=True)
    return np.concatenate(parts).astype(np.float64)
