import subprocess
import sys

import pytest

LOGGING = """
import logging, structlog
from ivr import logs
from ivr.settings import Settings
logs.configure(Settings(env="development"))
structlog.get_logger('ivr').info('look-up', order='472916', ms=12)
logging.getLogger('lib').warning('dial %s', '+12025550143')
try:
    raise ValueError('+12025550143')
except ValueError:
    logging.getLogger('x').exception('failed')
logging.getLogger('twilio.http_client').info('POST Request: /Calls')
"""


@pytest.fixture(scope="module")
def logged():
    """What a process logs: a line of ours, one of a library's, an exception, and one of the Twilio client's."""
    return subprocess.run([sys.executable, "-c", LOGGING], capture_output=True, text=True, check=True).stderr


def test_our_own_log_is_scrubbed(logged):
    assert "look-up" in logged
    assert "472916" not in logged


def test_a_librarys_log_and_an_exception_are_scrubbed(logged):
    assert "dial" in logged
    assert "ValueError" in logged
    assert "555" not in logged


def test_the_twilio_client_does_not_log_its_requests(logged):
    assert "POST" not in logged
