"""A TCP proxy that can fall silent, as a server that is stopped does: connections stay, nothing comes."""

import socket
from contextlib import contextmanager, suppress
from threading import Event, Thread


class StallingProxy:
    def __init__(self, host, port):
        self._behind = (host, port)
        self._flowing = Event()
        self._flowing.set()
        self._server = socket.create_server(("127.0.0.1", 0))
        self._open = [self._server]
        self.port = self._server.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def stalls(self):
        """Pass nothing on, in neither direction, until `flows`."""
        self._flowing.clear()

    def flows(self):
        self._flowing.set()

    def breaks_off(self):
        """Break all connections, as a server that restarts does."""
        for each in self._open[1:]:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        del self._open[1:]

    def close(self):
        self._flowing.set()
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)  # ends the accept under way
        self._server.close()
        self.breaks_off()

    def _accept(self):
        with suppress(OSError):
            while True:
                ours, _ = self._server.accept()
                behind = socket.create_connection(self._behind)
                self._open += [ours, behind]
                for source, sink in ((ours, behind), (behind, ours)):
                    Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source, sink):
        with suppress(OSError):
            while data := source.recv(65536):
                self._flowing.wait()
                sink.sendall(data)
            sink.shutdown(socket.SHUT_RDWR)


@contextmanager
def stalling(url):
    """Give a proxy before the server of a database URL, and the URL through it."""
    proxy = StallingProxy(url.host, url.port)
    try:
        yield proxy, url.set(port=proxy.port).render_as_string(hide_password=False)
    finally:
        proxy.close()
