"""Play the stories and measure them: steps and seconds to the answer, who talks how long, words in a prompt."""

import statistics
from dataclasses import asdict, dataclass

from ivr import calls
from ivr.simulator.audio.mulaw import RATE
from ivr.simulator.phone.run import Result
from tests.virtual.conversations.person import Person
from tests.virtual.story import Story
from tests.virtual.world import lived_through


@dataclass(frozen=True)
class Measured:
    """One story as it went. `seconds` to the answer is None where it was never heard; `share` is of the whole call."""

    name: str
    who: str
    did: tuple[str, ...]
    steps: int
    seconds: float | None
    call_seconds: float
    hotline_seconds: float
    words: float
    heard: str

    @property
    def share(self):
        """Return the hotline's share of the call."""
        return self.hotline_seconds / self.call_seconds

    def to_json(self):
        """Return it as plain data."""
        return asdict(self)


def measured(hotline, somebody):
    """Play one story on the virtual clock and return what it took."""
    people = []

    async def lived(world):
        person = Person(world, somebody)
        people.append((person, world))
        await person.live()
        return Result(somebody.name, "", "completed", world.exchange.clock.now(), "")

    lived_through(hotline, Story(seed=0, people=(), agents=()), lived)
    return _measured(*people[0])


def _measured(person, world):
    call = person.call
    heard = [each for each in call.heard.sounds if each.sound.words and each.end > each.start]
    spoken = [each for each in call.said.sounds if each.sound.words]
    began, end = heard[0].start / RATE, max(each.end for each in (*heard, *call.said.sounds)) / RATE
    with world.hotline.database.reading() as session:
        turns = calls.transcript(session, call.sid)
    prompts = [len(turn.prompt.split()) for turn in turns[2:] if turn.prompt]
    return Measured(
        person.somebody.name,
        person.somebody.who,
        tuple(person.did),
        person.steps,
        None if person.answered is None else round(person.answered, 1),
        round(end - began, 1),
        round(sum(each.end - each.start for each in heard) / RATE, 1),
        statistics.median(prompts) if prompts else 0,
        "\n      ".join(_told(each) for each in sorted(heard + spoken, key=lambda each: each.start)),
    )


def _told(playing):
    cut = "" if playing.end - playing.start >= len(playing.sound.ulaw) else " (cut off)"
    return f"{playing.start / RATE:6.1f} to {playing.end / RATE:6.1f}  {playing.sound.text}{cut}"
