"""`python -m ivr.knowledge`: import articles, search them."""

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one sentence is too small to share among cores

from ivr.command import run
from ivr.keys import settings_with_keys
from ivr.knowledge.cli import main
from ivr.storage import open_database

if __name__ == "__main__":
    run(lambda: main(sys.argv[1:], lambda: open_database(settings_with_keys())))
