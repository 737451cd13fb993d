"""Keep decodes in a file, so that fitting again after a change of the evidence takes seconds."""

import hashlib
import sqlite3
from pathlib import Path

from ivr.speech.decoding import Decode, Job, Pool
from ivr.speech.decoding.job import decode_answer, encode_answer
from ivr.speech.decoding.wire import job_frame


class KeptDecodes:
    """A pool's decodes, each made once; delete the file when the model or the front end changes."""

    def __init__(self, pool: Pool, path: Path | None) -> None:
        self._pool = pool
        self._file = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._file.execute("CREATE TABLE IF NOT EXISTS decodes (job BLOB PRIMARY KEY, decode BLOB)")

    @property
    def decoders(self) -> int:
        """Return how many clips are decoded at once."""
        return self._pool.decoders

    async def hear(self, job: Job) -> Decode:
        """Return what is heard."""
        key = hashlib.sha256(job_frame(job)).digest()
        if known := self._file.execute("SELECT decode FROM decodes WHERE job = ?", (key,)).fetchone():
            return decode_answer(known[0])
        decode = await self._pool.hear(job)
        self._file.execute("INSERT OR REPLACE INTO decodes VALUES (?, ?)", (key, encode_answer(decode)))
        return decode
