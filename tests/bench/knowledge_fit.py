"""Fit the weights of the search of articles: `python -m tests.bench.knowledge_fit` writes ivr/knowledge/weights.json.

Learned from questions that somebody made up, with articles that were invented around theirs; none of the questions or
titles that the search is measured on is among them.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from ivr.intents.encoder import encoder
from ivr.intents.sentences import learned
from ivr.knowledge.question import question_of
from ivr.knowledge.ranking import FEATURES, WEIGHTS, weights
from ivr.knowledge.searching import Searcher, looked_at, meanings_of
from ivr.storage import Database
from tests.bench.articles import articles
from tests.bench.knowledge_base import base_of, made_up, unanswerable

SIZE = 2500
FOLDS = 5
UNSURE = 0.1
"""Share of the questions that have an answer for which the search may be unsure."""
ABOUT_PHONES, ABOUT_OTHERS = ("help", "fault"), ("other", "order", "nothing")
READ = 1.5
"""What the text's share counts; not fitted, for the texts of invented articles say what their titles do."""


def main() -> None:
    """Fit and write."""
    pairs, others = made_up(), unanswerable()
    titles = sorted({title for _, title in pairs})
    with base_of(articles(titles, SIZE)) as database:
        searcher = Searcher(database, encoder())
        values, right = zip(*_values(database, searcher, pairs), strict=True)
        rank = _fit_rank(values, right)
        WEIGHTS.write_text(json.dumps({**json.loads(WEIGHTS.read_text()), "rank": rank}))
        weights.cache_clear()
        asked = [question for question, _ in pairs] + others
        best = np.array([found.articles[0].score for found in map(searcher.search, asked)])
    answerable = np.arange(len(asked)) < len(pairs)
    told, vector = _fit_domain(asked, answerable)
    scale = _logistic(np.c_[best, told], answerable, 1e-3)
    domain = vector * scale[1]
    domain[-1] += scale[2]
    sure = np.quantile(_sigmoid(best * scale[0] + told * scale[1] + scale[2])[answerable], UNSURE)
    kept = {"rank": rank, "score": round(float(scale[0]), 4), "sure": round(float(sure), 3)}
    WEIGHTS.write_text(json.dumps({**kept, "domain": [round(float(each), 3) for each in domain]}) + "\n")
    print(kept)


def _values(
    database: Database, searcher: Searcher, pairs: Sequence[tuple[str, str]]
) -> Iterator[tuple[np.ndarray, int]]:
    """Yield the values of what is looked at for each question, and which of them is right; others are left out."""
    lost = 0
    with database.reading_rows() as rows:
        for words, title in pairs:
            question = question_of(rows, words, "en")
            asked = meanings_of(question, encoder())
            near = searcher.candidates(rows, question, weights().meaning(asked), "en")
            found = looked_at(rows, question, near, asked)
            place = next((at for at, each in enumerate(found) if each.row.title == title), None)
            lost += place is None
            if place is not None:
                yield np.array([each.values for each in found]), place
    print(f"{lost} of {len(pairs)} not among those looked at")


def _fit_rank(values: Sequence[np.ndarray], right: Sequence[int]) -> dict[str, float]:
    def surprise(weight: np.ndarray) -> tuple[float, np.ndarray]:
        loss, slope = 0.0, np.zeros(len(weight))
        for each, place in zip(values, right, strict=True):
            scores = each @ weight
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            loss -= np.log(chances[place] + 1e-12)
            slope -= each[place] - chances @ each
        return loss / len(values) + 1e-3 * weight @ weight, slope / len(values) + 2e-3 * weight

    found = minimize(surprise, np.ones(len(FEATURES)), jac=True, method="L-BFGS-B").x
    firsts = np.mean([(each @ found).argmax() == place for each, place in zip(values, right, strict=True)])
    print(f"first right, of those looked at: {firsts:.3f}")
    return {**dict(zip(FEATURES, (round(float(each), 3) for each in found), strict=True)), "read": READ}


def _fit_domain(asked: Sequence[str], answerable: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how far each question is about phones, by a fit without it, and the fit to all."""
    near, far = map(_sentences, (ABOUT_PHONES, ABOUT_OTHERS))
    more = encoder().encode(near + far)
    is_near = np.arange(len(more)) < len(near)
    vectors = encoder().encode(list(asked))
    told = np.zeros(len(asked))
    for fold in range(FOLDS):
        out = np.arange(len(asked)) % FOLDS == fold
        fitted = _logistic(np.r_[vectors[~out], more], np.r_[answerable[~out], is_near], 1e-4)
        told[out] = vectors[out] @ fitted[:-1] + fitted[-1]
    return told, _logistic(np.r_[vectors, more], np.r_[answerable, is_near], 1e-4)


def _sentences(topics: Sequence[str]) -> list[str]:
    return [each.text for each in learned("en", Path("grammars")) if each.topic in topics]


def _logistic(values: np.ndarray, yes: np.ndarray, penalty: float) -> np.ndarray:
    """Return weights and bias; both answers count the same in all."""
    values = np.c_[values, np.ones(len(values))]
    share = np.where(yes, 0.5 / yes.sum(), 0.5 / (~yes).sum())
    sign = np.where(yes, 1.0, -1.0)

    def surprise(weight: np.ndarray) -> tuple[float, np.ndarray]:
        told = sign * (values @ weight)
        slope = values.T @ (-sign * share * _sigmoid(-told))
        free = np.r_[weight[:-1], 0]
        return float(share @ np.logaddexp(0, -told) + penalty * free @ free), slope + 2 * penalty * free

    return minimize(surprise, np.zeros(values.shape[1]), jac=True, method="L-BFGS-B").x


def _sigmoid(value: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-value))


if __name__ == "__main__":
    main()
