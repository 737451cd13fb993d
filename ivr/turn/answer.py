"""Answer: make the reply out of what was decided, and tell the recogniser what to listen for after it."""

from dataclasses import replace
from datetime import datetime

from ivr.dialog.instructions import Hangup, Listen, Say
from ivr.prompts.telephone import AFTER_TONE, ONE_MOMENT
from ivr.speech import Listening
from ivr.turn.advance import Transition
from ivr.turn.context import Scene, TurnContext
from ivr.turn.reply import Document, Reply
from ivr.turn.transport import NO_CHANGE, Change, change

LISTEN_ON_SECONDS = 2.0


def answer(context: TurnContext, here: Scene, decided: Transition) -> tuple[Reply, Change]:
    """Return the reply of the next turn, and what it does to the stream."""
    language, ending, transport = decided.state.language, decided.instructions[-1], decided.transport
    assert not isinstance(ending, Say)
    zone = context.regions.of_name(here.call.region).zone
    stream = change(transport, here.stream, ending, here.now)
    prompts = tuple(context.speak(say, language, zone) for say in _says(decided))
    document = Document(here.call.sid, here.call.turn + 1, language, prompts, ending, transport.mode, stream)
    quiet = here.last is not None and decided.quiet and stream == NO_CHANGE
    reply = Reply(
        turn=document.turn,
        twiml=context.render(document),
        at=context.clock(),
        language=language,
        prompt=document.text,
        seconds=document.seconds,
        guarded_seconds=document.guarded_seconds,
        listen=ending if isinstance(ending, Listen) else None,
        pending=decided.pending,
        transport=transport,
        played=here.last.played_turn if here.last and quiet else document.turn,
        since=here.last.first_turn if here.last and (quiet or decided.goes_on) else document.turn,
    )
    return reply, stream


def listen_on(context: TurnContext, call_sid: str, last: Reply) -> Reply:
    """Return a silent document of the same turn, for while the caller is speaking."""
    assert last.listen is not None
    listen = replace(last.listen, timeout=LISTEN_ON_SECONDS)
    document = Document(call_sid, last.turn, last.language, (), listen)
    return replace(last, twiml=context.render(document))


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


def over(context: TurnContext, here: Scene) -> Reply:
    """Return what a request gets that comes after the end of its call."""
    document = Document(here.call.sid, here.call.turn, here.call.language, (), Hangup())
    return Reply(here.call.turn, context.render(document), here.now, new=False)


def _says(decided: Transition) -> list[Say]:
    says = [instruction for instruction in decided.instructions if isinstance(instruction, Say)]
    ending = decided.instructions[-1]
    if decided.pending:
        says.append(ONE_MOMENT)
    if decided.transport.mode == "record" and isinstance(ending, Listen) and ending.speech:
        says.append(AFTER_TONE)
    return says
