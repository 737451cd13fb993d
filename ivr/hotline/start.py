"""Prepare what is missing and start all processes of the hotline."""

import sys
from contextlib import ExitStack
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError

from ivr import logs
from ivr.hotline.alone import DataTaken, alone
from ivr.hotline.ports import PortTaken, check_ports
from ivr.hotline.prepare import prepare
from ivr.hotline.processes import run
from ivr.hotline.regions import models_of, open_regions
from ivr.hotline.welcome import welcome
from ivr.keys import settings_with_keys
from ivr.languages import LANGUAGES
from ivr.prompts.catalogue import load_catalogues, refuse_gaps
from ivr.prompts.template import BadTemplate
from ivr.regions import BadRegion, Regions
from ivr.settings import PROJECT, BadSettings, Settings, load
from ivr.storage import open_database
from ivr.storage.causes import cause_of

REFUSED = 2
"""The exit code of a start that can't succeed until somebody has changed something: it is not tried again."""


def start() -> int:
    """Prepare what is missing, start all processes, say where to go; return the exit code."""
    with ExitStack() as held:
        return _started(held)


def _started(held: ExitStack) -> int:
    began = monotonic()
    try:
        settings, regions = _proven()
        held.enter_context(alone(settings.data))
        logs.configure(settings)
        database = open_database(settings)
        prepared = prepare(settings, database)
        database.dispose()
        hears = any(models_of(settings, regions).values())
    except (BadSettings, BadRegion, BadTemplate, PortTaken, DataTaken) as error:
        return _refuse(str(error), REFUSED)
    except (ValueError, OSError) as error:
        return _refuse(str(error))
    except SQLAlchemyError as error:
        return _refuse(f"the database can't be used ({cause_of(error)}); is IVR_DATABASE_URL right?")
    return run(settings, lambda: print(welcome(settings, prepared, monotonic() - began, hears=hears), flush=True))


def _proven() -> tuple[Settings, Regions]:
    """Return the settings with their keys, and the regions; nothing is written where anything is wrong."""
    settings = load()
    regions = open_regions(settings)
    refuse_gaps(load_catalogues(PROJECT / "audio", LANGUAGES, brand=settings.brand), regions.languages)
    check_ports(settings)
    return settings_with_keys(), regions


def _refuse(why: str, code: int = 1) -> int:
    print(f"The hotline did not start: {why}", file=sys.stderr)
    return code
