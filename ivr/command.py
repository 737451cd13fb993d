"""Run one of our commands: whatever is wrong with what it was given is one sentence and exit code 2.

A database that can't be used is one sentence too, and 1: it may be back soon.
"""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

from sqlalchemy.exc import OperationalError, ProgrammingError

from ivr.regions import BadRegion
from ivr.settings import BadSettings
from ivr.storage import DatabaseBusy
from ivr.storage.causes import advice_for

INTERRUPTED, READER_GONE = 130, 141
"""Exit codes as a shell gives them for Ctrl-C, and for output that nobody reads any more (`... | head -1`)."""


def run(main: Callable[[], int]) -> NoReturn:
    """Run a command, and exit with its code."""
    try:
        code = main()
        sys.stdout.flush()
    except (BadSettings, BadRegion) as wrong:
        print(wrong, file=sys.stderr)
        code = 2
    except (OperationalError, ProgrammingError, DatabaseBusy) as error:
        print(advice_for(error), file=sys.stderr)
        code = 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left unwritten goes nowhere
        code = READER_GONE
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
