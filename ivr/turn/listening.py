"""Tell the recogniser what to listen for at a turn."""

from datetime import datetime

from ivr.speech import Listening
from ivr.turn.reply import Reply


def listening(reply: Reply, now: datetime) -> Listening | None:
    """Return what the caller may say now, or None when this turn takes no speech."""
    listen = reply.listen
    if listen is None or not listen.speech:
        return None
    guarded = reply.guarded_left(now)
    return Listening(
        grammars=listen.grammars,
        language=reply.language,
        accept=listen.accept,
        confirm=listen.confirm,
        complete_timeout=listen.complete_timeout,
        incomplete_timeout=listen.incomplete_timeout,
        usual_digits=listen.usual_digits,
        bargein="off" if guarded else listen.bargein_speech,
        prompt=reply.prompt,
        prompt_left=guarded or reply.prompt_left(now),
        partials=reply.may_play(now),
        turn=reply.turn,
    )
