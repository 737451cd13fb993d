"""Speak with the prompts that supervisors published: each process looks again and again, and none is restarted."""

import time
from collections.abc import Mapping

import structlog

from ivr import review
from ivr.prompts import Catalogue, Speaker
from ivr.prompts.rewriting import rewritten
from ivr.prompts.template import BadTemplate
from ivr.prompts.written import Writer
from ivr.storage import Database, DatabaseBusy

log = structlog.get_logger(__name__)
LOOK_SECONDS = 2.0


class PublishedPrompts:
    """Follows what is published, for what speaks and writes in one process."""

    def __init__(self, database: Database, catalogues: Mapping[str, Catalogue], speak: Speaker, write: Writer) -> None:
        self._database, self._catalogues, self._speak, self._write = database, catalogues, speak, write
        self._number = 0

    def follow(self) -> None:
        """Look again and again, for a thread of its own that ends with the process."""
        while True:
            self.look()
            time.sleep(LOOK_SECONDS)

    def look(self) -> bool:
        """Speak with what was published since the last look; return whether anything was."""
        try:
            with self._database.reading_rows() as rows:
                newest = review.published(rows)
                if newest.number == self._number:
                    return False
                content = review.content_of(rows, newest.version)
            made = rewritten(self._catalogues, review.prompts_of(content))
        except (DatabaseBusy, BadTemplate) as error:
            log.warning("published prompts can't be used: the words stay", error=str(error))
            return False
        self._speak.use(made)
        self._write.use(made)
        self._number = newest.number
        return True
