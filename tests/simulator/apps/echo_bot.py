"""A bot on Media Streams: says back what it hears. One `websockets` server for the document and the socket.

It stands behind a tunnel, so it writes wss:// with the host it was asked by.
"""

import asyncio
import json
from http import HTTPStatus

from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<Response>
  <Say>Say something.</Say>
  <Connect><Stream url="wss://{host}/media"><Parameter name="mood" value="good"/></Stream></Connect>
  <Say>The bot has left.</Say>
</Response>"""
ENOUGH = 100


def document(connection: ServerConnection, request: Request) -> Response | None:
    if request.path == "/media":
        return None
    body = DOCUMENT.format(host=request.headers["Host"]).encode()
    headers = Headers({"Content-Type": "text/xml", "Content-Length": str(len(body)), "Connection": "close"})
    return Response(HTTPStatus.OK, "OK", headers, body)


async def talk(socket: ServerConnection) -> None:
    """Echo each piece; after enough of them ask to be told when all was played, then leave."""
    pieces = 0
    async for text in socket:
        message = json.loads(text)
        match message["event"]:
            case "media" if pieces < ENOUGH:
                pieces += 1
                reply = {"event": "media", "streamSid": message["streamSid"], "media": message["media"]}
                await socket.send(json.dumps(reply))
                if pieces == ENOUGH:
                    mark = {"event": "mark", "streamSid": message["streamSid"], "mark": {"name": "all"}}
                    await socket.send(json.dumps(mark))
            case "mark" | "dtmf" | "stop":
                return


async def main() -> None:
    async with serve(talk, "127.0.0.1", 0, process_request=document) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
