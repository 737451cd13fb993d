import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ivr.languages import ENGLISH
from ivr.speech import Speech
from ivr.speech.audio import resample
from ivr.speech.decoding import Pool, open_pool
from ivr.speech.models import installed
from ivr.speech.mulaw import mulaw_of

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(scope="session")
def model() -> Path:
    found = installed(ENGLISH)
    if found is None:
        pytest.skip("no speech model could be had: python -m ivr.speech fetch")
    return found


@pytest.fixture(scope="session")
def say() -> Callable[[str], bytes]:
    """Say words in the offline voice, as 8 kHz mu-law without silence around them."""
    from hibari import SAMPLE_RATE, Hibari

    voice = Hibari()

    @cache
    def spoken(words: str) -> bytes:
        sound = resample(np.asarray(voice(words.capitalize() + ".", seed=7)) * 20_000, SAMPLE_RATE)
        loud = np.flatnonzero(np.abs(sound) > 300)
        return mulaw_of(sound[loud[0] : loud[-1]])

    return spoken


@pytest.fixture(scope="session")
def run() -> Iterator[Run]:
    """Run a coroutine to its end, at most a minute, on one event loop that all tests share."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield lambda story: asyncio.run_coroutine_threadsafe(story, loop).result(60)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="session")
def pool(model: Path, run: Run) -> Iterator[Pool]:
    """Two decoders that all tests share that only have something decoded."""
    stack = AsyncExitStack()
    yield run(stack.enter_async_context(open_pool(model, decoders=2)))
    run(stack.aclose())


@pytest.fixture(scope="session")
def hotline_speech(model: Path, run: Run) -> Iterator[Speech]:
    """Speech with the hotline's own grammars."""
    stack = AsyncExitStack()
    yield run(stack.enter_async_context(Speech.open({ENGLISH: model}, Path("grammars"), decoders=2)))
    run(stack.aclose())


@pytest.fixture(scope="session")
def grammars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small menu."""
    folder = tmp_path_factory.mktemp("grammars") / "en"
    folder.mkdir()
    (folder / "menu.gram").write_text(
        "#ABNF 1.0 UTF-8;\nlanguage en;\nmode voice;\ntag-format <semantics/1.0-literals>;\nroot $menu;\n"
        "public $menu = repair status {status} | opening hours {hours} | [speak to] an agent {agent};\n"
    )
    return folder.parent


@pytest.fixture(scope="session")
def speech(model: Path, grammars: Path, run: Run) -> Iterator[Speech]:
    stack = AsyncExitStack()
    yield run(stack.enter_async_context(Speech.open({ENGLISH: model}, grammars, decoders=2)))
    run(stack.aclose())
