"""A gunicorn worker that gives a request to a thread only when all of it has come.

With gunicorn's own, who sends half a header keeps a thread waiting, and as many such clients as there are threads stop
every webhook. Here the main loop collects what comes from all clients without waiting for any; who is too slow, or one
too many, is cut off, the oldest first: an honest request is whole within a second.
"""

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

from ivr.hotline.orphans import Orphan
from ivr.hotline.requests_at_hand import Refused, is_whole

REQUEST_SECONDS = 5.0
"""How long a request may take to come, from its connection or its first byte on."""
SEND_SECONDS = 5
"""How long a client may take no byte of an answer."""
MOST_COMING = 0.75
"""Part of the connections that may be waited for; the oldest goes when one more comes."""
PIECE = 64 * 1024


class WebWorker(ThreadWorker):  # type: ignore[misc]
    """Threads that never wait for a client's request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._coming: dict[TConn, tuple[bytearray, float]] = {}
        self._orphan = Orphan(self.ppid)

    def is_parent_alive(self) -> bool:
        """Tell whether to go on: also for a while after the master was killed, until the next one serves."""
        return self._orphan.may_serve()

    def enqueue_req(self, conn: TConn) -> None:
        """Collect a request, beginning with what was read of it with the one before; a thread gets it when whole."""
        begun = conn.parser.unreader.take_buffered() if conn.parser else b""
        conn.sock.setblocking(False)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", SEND_SECONDS, 0))
        self._coming[conn] = bytearray(begun), time.monotonic()
        self._collect(conn)

    def murder_pending(self) -> None:
        """Cut off whoever takes too long, as well as those that gunicorn itself waits for."""
        super().murder_pending()
        for conn in list(self._late()):
            self.poller.unregister(conn.sock)
            self._drop(conn)

    def _late(self) -> Iterator[TConn]:
        now = time.monotonic()
        too_many = len(self._coming) - int(MOST_COMING * self.worker_connections)
        for place, (conn, (_, since)) in enumerate(self._coming.items()):
            if place >= too_many and now - since <= REQUEST_SECONDS:
                return
            yield conn

    def _collect(self, conn: TConn) -> None:
        """Take what has come; wait for more, hand the request over, or refuse it."""
        received, _ = self._coming[conn]
        try:
            if not is_whole(received):
                piece = conn.sock.recv(PIECE)
                received += piece
                if not piece:
                    return self._drop(conn)
            whole = is_whole(received)
        except BlockingIOError:
            whole = False
        except OSError:
            return self._drop(conn)
        except Refused as refused:
            return self._refuse(conn, refused.status)
        if whole:
            self._hand_over(conn, bytes(received))
        else:
            self.poller.register(conn.sock, EVENT_READ, partial(self._more, conn))

    def _more(self, conn: TConn, _sock: object) -> None:
        self.poller.unregister(conn.sock)
        self._collect(conn)

    def _hand_over(self, conn: TConn, request: bytes) -> None:
        del self._coming[conn]
        conn.data_ready = True
        conn.init()
        conn.parser.unreader.unread(request)
        super().enqueue_req(conn)

    def _refuse(self, conn: TConn, status: str) -> None:
        with suppress(OSError):
            conn.sock.send(f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode())
        self._drop(conn)

    def _drop(self, conn: TConn) -> None:
        del self._coming[conn]
        self.nr_conns -= 1
        conn.close()
