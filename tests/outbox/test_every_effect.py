"""Each kind of effect x (webhook doubled, five at once, late; web process or worker killed at each step): done once.

What is not soaked is a core that every run has time for: five at once and once more, and some of the kills.
"""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ivr.calls.copies import FORGET as FORGET_COPIES
from ivr.hotline.build import writers
from ivr.hotline.handlers import handlers
from ivr.outbound import KIND as OUTBOUND
from ivr.outbox import Worker
from tests.line import HOTLINE, line_settings
from tests.outbox.dying import WEB_STEPS, WORKER_STEPS
from tests.outbox.effects import EFFECTS, LEAVING, OFTEN, of_services
from tests.outbox.working import working

SECONDS = 90.0
PROMISED = ("It will be done; call again", "I'll text you when it is done")
"""What a caller hears instead where the machine has other work for longer than a caller waits."""
ELSEWHERE = {OUTBOUND, FORGET_COPIES, *of_services("ELSEWHERE")}
"""Commands that other tests let come twice: tests/outbound/test_campaigns.py, telephony, the services' own."""


class Scene:
    """A call just before an effect."""

    def __init__(self, effect, database, folder, courier):
        self.effect, self.database, self.courier, self.folder = effect, database, courier, str(folder)
        effect.prepare(database)
        self.office = effect.office(database, folder)
        self.line = self.office.line()
        effect.begins(self.line)
        self.webhook = effect.webhook(self.line)

    def asks(self, line=None):
        """Let Twilio post the webhook that makes the effect."""
        path, parameters = self.webhook
        line = line or self.line
        if path == "/voice/status":
            assert line.post(path, **parameters).status_code == 204
        else:
            line.fetch(path, **parameters)

    def working(self):
        """Let a worker do what leaves the hotline."""
        made = self.effect.handlers
        return working(Worker(self.database, made(self.database, self.courier.url) if made else ()))

    def was_done_once(self):
        """Wait as a caller does until it is done, and look how often it was."""
        until = time.monotonic() + SECONDS
        while not self._is_told():
            assert time.monotonic() < until, f"done {self.effect.done(self.database, self.courier)}: {self.line.heard}"
            time.sleep(0.05)
        assert len(self.effect.done(self.database, self.courier)) == 1

    def _is_told(self):
        if "One moment" in self.line.heard:
            self.line.waits()
        heard = any(told in self.line.heard for told in (self.effect.hears, *PROMISED))
        return heard and self.effect.is_told(self.database, self.courier)


@pytest.fixture
def scene(effect, database, tmp_path, courier):
    return Scene(effect, database, tmp_path, courier)


def quick_or_soaked(effect):
    """Return an effect; of those that go the same way only some are quick enough for every run."""
    return pytest.param(effect, id=effect.name, marks=[] if effect in OFTEN else [pytest.mark.soak])


def each(effects):
    return pytest.mark.parametrize("effect", effects, ids=str)


@pytest.mark.soak
@each(EFFECTS)
def test_of_a_doubled_webhook(scene):
    with scene.working():
        scene.asks()
        scene.asks()
        scene.was_done_once()


@pytest.mark.parametrize("effect", [quick_or_soaked(effect) for effect in EFFECTS])
def test_of_five_webhooks_at_once(scene):
    with scene.working(), ThreadPoolExecutor(5) as threads:
        list(threads.map(scene.asks, [scene.office.line() for _ in range(5)]))
        scene.asks()
        scene.was_done_once()


@pytest.mark.soak
@each(EFFECTS)
def test_of_a_webhook_that_comes_again_after_the_call(scene):
    with scene.working():
        scene.asks()
        scene.was_done_once()
        scene.line.hangs_up()
        scene.asks()
    assert len(scene.effect.done(scene.database, scene.courier)) == 1


def killed_at(steps, effects, quick):
    """Return each effect with each step, soaked where it is not quick."""
    return pytest.mark.parametrize(
        ("effect", "step"),
        [
            pytest.param(effect, step, marks=() if quick(effect, step) else pytest.mark.soak, id=f"{effect}, {step}")
            for effect in effects
            for step in steps
        ],
    )


@killed_at(WEB_STEPS, EFFECTS, lambda effect, step: step == "before the commit" and effect in OFTEN and effect.handlers)
def test_of_a_web_process_that_is_killed_when_twilio_asks_again(scene, starts, effect, step):
    killed = starts("ask", effect=effect.name, step=step, folder=scene.folder, webhook=scene.webhook)
    assert killed.exit_code() == -signal.SIGKILL
    with scene.working():
        scene.asks()
        scene.was_done_once()


@killed_at(WORKER_STEPS, LEAVING, lambda effect, step: step == "done" and effect in OFTEN)
def test_of_a_worker_that_is_killed_and_followed_by_another(scene, starts, effect, step):
    scene.courier.does("slow" if step == "while it is done" else "well")
    first = starts("work", effect=effect.name, step=step, url=scene.courier.url)
    scene.asks()
    assert first.exit_code() == -signal.SIGKILL
    starts("work", effect=effect.name, step="", url=scene.courier.url)
    scene.was_done_once()


def test_every_kind_of_command_of_a_call_is_among_them(sqlite_database):
    kinds = {*writers(), *(handler.kind for handler in handlers(line_settings(sms_from=HOTLINE), sqlite_database))}
    assert kinds - {effect.kind for effect in EFFECTS} == ELSEWHERE
