"""Carries every webhook to the hotline, tells it to the rules, and now and then sends it twice."""

import asyncio
import re
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import text

from ivr.simulator.web.wsgi import Wsgi
from ivr.turn import stored
from tests.virtual.hotline import BASE

TWICE = 0.2
TURN = re.compile(r"/voice/(\d+)/")
WHERE = text("SELECT turn, ended_at FROM calls WHERE sid = :sid")


class RepeatingTransport:
    """Carries a request to the app, as fast as the app says."""

    def __init__(self, world, failures):
        self._world = world
        self._wsgi = Wsgi({urlsplit(BASE).netloc: self._app})
        self._wsgi.failures = failures
        self._visit = None

    async def send(self, request):
        visit = await self._visited(request)
        await asyncio.sleep(self._world.hotline.sources.take_waited())
        self._world.watch.visited(visit)
        if visit.is_post and self._world.chance.random() < TWICE:
            self._world.watch.repeated(visit, await self._visited(request))
        return visit.response

    async def close(self):
        await self._wsgi.close()

    async def _visited(self, request):
        """Return a visit that is over: between the app's answer and here nothing else happens."""
        response = await self._wsgi.send(request)
        self._visit.response = response
        return self._visit

    def _app(self, environment, start_response):
        self._visit = visit = Visit(environment)
        visit.before = self._where(visit.call)
        visit.is_late = self._is_late(visit)
        chunks = self._world.hotline.app(environment, start_response)
        visit.after = self._where(visit.call)
        return chunks

    def _is_late(self, visit):
        """Return whether it comes from a document that the caller has left: a chunk of a number needs no new one."""
        reply = stored(self._world.hotline.edge.context, visit.call)
        return bool(reply and visit.before and visit.turn not in (None, visit.before[0], reply.played))

    def _where(self, call):
        with self._world.hotline.database.reading_rows() as rows:
            row = rows.execute(WHERE, {"sid": call}).one_or_none()
        return tuple(row) if row else None


class Visit:
    """One webhook: its call, path and form, the response, and (turn, ended_at) of the call just before and after."""

    def __init__(self, environment):
        self.is_post = environment["REQUEST_METHOD"] == "POST"
        self.path = environment["PATH_INFO"]
        body = environment["wsgi.input"].getvalue().decode()
        self.form = {name: values[0] for name, values in parse_qs(body).items()}
        self.call = self.form.get("CallSid", "")
        match = TURN.match(self.path)
        self.turn = int(match[1]) if match else None
        self.before = self.after = self.response = None
        self.is_late = False

    @property
    def wants_document(self):
        return self.is_post and self.path not in ("/voice/status", "/voice/stream")
