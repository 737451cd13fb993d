"""Log through one choke point, which masks numbers that may belong to a person.

Everything that logs, ours or a library's, goes through the one handler below: JSON in production, readable lines
in development. Our own code logs by `structlog.get_logger(__name__)`: an event in plain words, values by name.

Every line about a call carries its `call_sid` and `turn`. No line is given them: whoever opens a door for a call
(a webhook, a stream, a job) calls `about_call`, whoever learns the turn calls it again, and `ivr.threads.Threads` takes
both along into other threads.
"""

import logging.config
from collections.abc import MutableMapping
from typing import Any

import structlog

from ivr.languages import LANGUAGES
from ivr.redaction import Scrubber
from ivr.settings import Settings

SCRUBBER = Scrubber(language.redaction for language in LANGUAGES.values())
CHATTY = ("twilio", "urllib3", "websockets", "werkzeug", "alembic", "aiohttp.access")


def configure(settings: Settings) -> None:
    """Send every log record of this process through the choke point."""
    logging.config.dictConfig(config(settings))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_common(),
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def about_call(call_sid: str, turn: int | None) -> None:
    """Let all that this request, task or job logs from now on say whose call it is about, and which turn."""
    structlog.contextvars.bind_contextvars(call_sid=call_sid, turn=turn)


def about_no_call() -> None:
    """Forget whose call it was: the thread is used for the next request."""
    structlog.contextvars.unbind_contextvars("call_sid", "turn")


def config(settings: Settings) -> dict[str, Any]:
    """Return the configuration for logging.config.dictConfig, and for gunicorn's logconfig_dict."""
    quiet = {name: {"level": "WARNING"} for name in CHATTY}
    through = {name: {"handlers": [], "propagate": True, "level": "WARNING"} for name in ("gunicorn.error",)}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"scrubbed": {"()": formatter, "production": settings.env == "production"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "scrubbed"}},
        "root": {"level": settings.log_level, "handlers": ["console"]},
        "loggers": quiet | through,
    }


def formatter(production: bool) -> logging.Formatter:
    """Return what writes a record as a line: scrubbed, as JSON in production."""
    render: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if not production:
        render = structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_common(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _scrub,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            render,
        ],
    )


def _common() -> list[Any]:
    return [structlog.contextvars.merge_contextvars, structlog.stdlib.add_logger_name, structlog.stdlib.add_log_level]


def _scrub(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask every text of a record; a value of another type is logged as scrubbed text unless it is a number."""
    plain = (int, float, bool, type(None), str, dict, list, tuple)
    return {key: SCRUBBER.scrub_all(value if isinstance(value, plain) else str(value)) for key, value in event.items()}
