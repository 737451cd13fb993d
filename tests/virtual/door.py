"""The hotline's door: every webhook goes through here, is told to the rules, and now and then comes twice."""

import asyncio
import re
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import text

TWICE = 0.2
TURN = re.compile(r"/voice/(\d+)/")
WHERE = text("SELECT turn, ended_at FROM calls WHERE sid = :sid")


class Door:
    """Carries a request to the app, as fast as the app says."""

    def __init__(self, world, wsgi):
        self._world, self._wsgi = world, wsgi

    async def send(self, request):
        visit = Visit(request)
        visit.before = self._where(visit.call)
        visit.response = await self._wsgi.send(request)
        visit.after = self._where(visit.call)
        await asyncio.sleep(self._world.hotline.sources.take_waited())
        self._world.watch.visited(visit)
        if visit.is_post and self._world.chance.random() < TWICE:
            await self._again(request, visit)
        return visit.response

    async def close(self):
        await self._wsgi.close()

    async def _again(self, request, visit):
        """Send the same once more, and let the rules compare where nothing else has happened in between."""
        again = Visit(request)
        again.before = self._where(visit.call)
        again.response = await self._wsgi.send(request)
        again.after = self._where(visit.call)
        self._world.watch.repeated(visit, again)

    def _where(self, call):
        with self._world.hotline.database.reading() as session:
            row = session.connection().execute(WHERE, {"sid": call}).one_or_none()
        return tuple(row) if row else None


class Visit:
    """One webhook: its call, path and form, the response, and (turn, ended_at) of the call before and after."""

    def __init__(self, request):
        self.is_post = request.method == "POST"
        self.path = urlsplit(request.url).path
        self.form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        self.call = self.form.get("CallSid", "")
        match = TURN.match(self.path)
        self.turn = int(match[1]) if match else None
        self.before = self.after = self.response = None

    @property
    def wants_document(self):
        return self.is_post and self.path not in ("/voice/status", "/voice/stream")
