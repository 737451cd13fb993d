import subprocess
import sys

LOGGING = """
import logging, structlog
from ivr import logs
from ivr.settings import Settings
logs.configure(Settings(env="development"))
{line}
"""


def logged(line):
    done = subprocess.run([sys.executable, "-c", LOGGING.format(line=line)], capture_output=True, text=True, check=True)
    return done.stderr


def test_our_own_log_is_scrubbed():
    line = logged("structlog.get_logger('ivr').info('look-up', order='472916', ms=12)")
    assert "look-up" in line
    assert "472916" not in line


def test_a_librarys_log_is_scrubbed():
    assert "555" not in logged("logging.getLogger('lib').warning('dial %s', '+12025550143')")


def test_an_exception_is_scrubbed():
    text = logged(
        "try: raise ValueError('+12025550143')\nexcept ValueError: logging.getLogger('x').exception('failed')"
    )
    assert "ValueError" in text
    assert "555" not in text


def test_the_twilio_client_does_not_log_its_requests():
    assert logged("logging.getLogger('twilio.http_client').info('POST Request: /Calls')") == ""
