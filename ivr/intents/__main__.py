"""`python -m ivr.intents`: train the model of topics, understand sentences, report on labelled ones."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one sentence is too small to share among cores

from functools import partial

from ivr.command import run
from ivr.hotline.main_question import GRAMMARS
from ivr.intents.cli import main

run(partial(main, active=GRAMMARS))
