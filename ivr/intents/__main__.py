"""`python -m ivr.intents`: train the model of topics, understand sentences, report on labelled ones."""

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one sentence is too small to share among cores

from ivr.intents.cli import main

sys.exit(main())
