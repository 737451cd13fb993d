"""`python -m ivr.speech`: fetch the model, recognise a clip, understand words, evaluate many clips, lint grammars."""

from ivr.command import run
from ivr.speech.cli import main

run(main)
