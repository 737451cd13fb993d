"""A model, an offline voice and an event loop, as the tests of speech have them."""

from tests.speech.conftest import model, run, say

__all__ = ["model", "run", "say"]
