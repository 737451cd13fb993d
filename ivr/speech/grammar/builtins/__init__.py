"""The `builtin:` grammars: VoiceXML 2.0's own and ours, in voice and keys, with parameters."""

from ivr.speech.grammar.builtins.made import Builtin
from ivr.speech.grammar.builtins.registry import builtin, names

__all__ = ["Builtin", "builtin", "names"]
