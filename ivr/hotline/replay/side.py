"""One version of the hotline to play calls with: its grammars, topics and prompts, on the calls' own clock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ivr.hotline.build import open_edge
from ivr.hotline.main_question import GRAMMARS
from ivr.hotline.replay.decoding import ReplayDecoders
from ivr.hotline.replay.recorded import RecordedLookUps, RecordedOutcomes, clock, nothing
from ivr.identity.attempts import COUNT_ATTEMPT
from ivr.intents import store
from ivr.intents.encoder import Encoder
from ivr.intents.reader import TopicReader
from ivr.intents.sentences import spoken_sentences
from ivr.intents.understanding import understander
from ivr.languages import LANGUAGES
from ivr.outbound import DO_NOT_CALL
from ivr.prompts import Speaker, load_catalogues
from ivr.prompts.rewriting import rewritten
from ivr.review import models
from ivr.review.content import prompts_of
from ivr.review.playing import Edition
from ivr.settings import PROJECT, Settings
from ivr.speech.keypad import Keypad
from ivr.speech.recogniser import Recogniser
from ivr.storage import Database
from ivr.turn import TurnContext
from ivr.turn.commands import Commands


@dataclass(frozen=True)
class Side:
    """What calls are taken through: the turns of an edition, and its recogniser for each language."""

    context: TurnContext
    recognisers: Mapping[str, Recogniser]


@dataclass(frozen=True)
class Workplace:
    """What both sides share: the settings, the real database for its models, decoders and the encoder."""

    settings: Settings
    database: Database
    decoders: Mapping[str, ReplayDecoders]
    encoder: Encoder


def open_side(place: Workplace, edition: Edition, scratch: Database) -> Side:
    """Return an edition that writes into a database of its own, and has no effect on anything else."""
    made = open_edge(place.settings, scratch, clock, one_voice=False).context
    written = load_catalogues(
        PROJECT / "audio", LANGUAGES, brand=place.settings.brand, timezone=place.settings.timezone
    )
    catalogues = {code: replace(each, now=clock) for code, each in written.items()}
    context = replace(
        made,
        speak=Speaker(rewritten(catalogues, prompts_of(edition.content)), made.regions.default.languages[0]),
        keypad=Keypad(edition.grammars, LANGUAGES),
        lookups=RecordedLookUps(scratch),
        commands=Commands({COUNT_ATTEMPT: nothing, DO_NOT_CALL: nothing}),
        outcomes=RecordedOutcomes(scratch),
        render=lambda document: "",
        has_room=lambda: True,
        hears=True,
    )
    recognisers = {
        code: own.recogniser(edition.grammars, _reader(place, code, edition.grammars))
        for code, own in place.decoders.items()
    }
    return Side(context, recognisers)


def _reader(place: Workplace, code: str, grammars: Path) -> TopicReader | None:
    if not (grammars / code / "topics").is_dir():
        return None
    classifier = store.load(models.train(place.database, code, grammars))
    language = LANGUAGES[code]
    understand = understander(language, grammars, classifier, place.encoder, GRAMMARS)
    return TopicReader(understand, language, spoken_sentences(language, grammars))
