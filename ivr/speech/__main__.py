"""`python -m ivr.speech`: fetch the model, recognise a clip, evaluate many, lint grammars."""

import sys

from ivr.speech.cli import main

sys.exit(main())
