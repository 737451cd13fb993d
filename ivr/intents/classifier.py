"""Give each topic a probability: a logistic regression over the encoder's vector and the pieces of words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ivr.intents.content import content
from ivr.intents.encoder import Encoder
from ivr.intents.pieces import Vocabulary

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Classifier:
    """What was learned. `dense` weighs the encoder's vector, `sparse` the pieces: a column for each topic.

    `temperature` divides the scores, so that of the topics called 80 % likely 80 % are right. A topic is taken outright
    from the probability `accept`, offered from `offer` up.
    """

    topics: tuple[str, ...]
    vocabulary: Vocabulary
    dense: Matrix
    sparse: Matrix
    bias: Matrix
    temperature: float = 1.0
    accept: float = 0.8
    offer: float = 0.05

    def knows(self, text: str) -> bool:
        """Return whether any word of the sentence was learned."""
        return any(self.vocabulary.knows(word) for word in content(text))

    def probabilities(self, encoder: Encoder, texts: Sequence[str]) -> Matrix:
        """Return a row of probabilities for each sentence, in the order of `topics`."""
        said = [content(text) for text in texts]
        scores = encoder.encode([" ".join(words) for words in said]) @ self.dense + self.bias
        for row, words in enumerate(said):
            for column, value in self.vocabulary.row(words).items():
                scores[row] += np.float32(value) * self.sparse[column]
        return softmax(scores / self.temperature)


def softmax(scores: Matrix) -> Matrix:
    """Return probabilities that sum to one in each row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Matrix = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return result
