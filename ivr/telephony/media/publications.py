"""Hear with what supervisors published: new calls do so seconds later, in every process, without a restart."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import structlog

from ivr import review
from ivr.languages.language import Languages
from ivr.review import models
from ivr.speech import Speech
from ivr.speech.grammar import GrammarError
from ivr.speech.open_question import Reader
from ivr.storage import Database, DatabaseBusy

log = structlog.get_logger(__name__)
LOOK_SECONDS = 2.0

OpenReaders = Callable[[Path], Mapping[str, Reader]]
"""Opens the readers of open questions with the grammars of a folder."""


class Publications:
    """Follows what is published, for the speech of one process."""

    def __init__(
        self, database: Database, grammars: Path, versions: Path, languages: Languages, open_readers: OpenReaders
    ) -> None:
        self._database, self._grammars, self._versions = database, grammars, versions
        self._languages, self._open_readers = languages, open_readers
        self._number = 0

    async def follow(self, speech: Speech) -> None:
        """Look again and again, until cancelled."""
        while True:
            await self.look(speech)
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self, speech: Speech) -> bool:
        """Hear with what was published since the last look; return whether anything was."""
        try:
            found = await asyncio.to_thread(self._newer)
        except (DatabaseBusy, GrammarError, OSError) as error:
            log.warning("what was published can't be used: the grammars stay", error=str(error))
            return False
        if found is None:
            return False
        number, version, folder, readers = found
        await speech.use(folder, readers)
        self._number = number
        log.info("calls are heard with another version", version=version)
        return True

    def _newer(self) -> tuple[int, int, Path, Mapping[str, Reader]] | None:
        with self._database.reading_rows() as rows:
            newest = review.published(rows)
            if newest.number == self._number:
                return None
            content = review.content_of(rows, newest.version)
        folder = review.folder_of(content, self._grammars, self._languages, self._versions)
        for code in self._languages:
            if (folder / code / "topics").is_dir():
                models.fetch(self._database, code, folder)
        return newest.number, newest.version, folder, self._open_readers(folder)
