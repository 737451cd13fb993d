"""Decide what a call does next. Nothing in this package does I/O, reads a clock, or logs.

`advance(script, state, event)` is the one door: same input, same output. The script is data (`script`), the state is
plain JSON between two webhooks (`state`), events come in and instructions go out (`events`, `instructions`). The words
are those of VoiceXML 2.0: form, field, grammar, prompt, noinput, nomatch, barge-in.
"""
