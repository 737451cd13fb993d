"""`python -m ivr.speech`: fetch the model, recognise a clip, understand words, evaluate many clips, lint grammars."""

import sys

from ivr.speech.cli import main

sys.exit(main())
