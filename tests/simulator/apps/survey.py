"""A survey as plain WSGI: Record, a cookie for where the caller is, every request a GET."""

from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs

QUESTIONS = ("How do you like our service?", "What should we do better?")
ANSWERS: list[tuple[str, str]] = []
ASK = '<Response><Say>{}</Say><Record method="GET" maxLength="20" timeout="2" finishOnKey="#"/>{}</Response>'
AGAIN = '<Say>I heard nothing.</Say><Redirect method="GET">/voice</Redirect>'
THANKS = "<Response><Say>Thank you. We have {} answers.</Say></Response>"


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    query = parse_qs(environ["QUERY_STRING"])
    cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    place = int(cookies["question"].value) if "question" in cookies else 0
    if "RecordingUrl" in query:
        ANSWERS.append((query["CallSid"][0], query["RecordingUrl"][0]))
        place += 1
    headers = [("Content-Type", "application/xml"), ("Set-Cookie", f"question={place}; Path=/")]
    start_response("200 OK", headers)
    body = ASK.format(QUESTIONS[place], AGAIN) if place < len(QUESTIONS) else THANKS.format(place)
    return [body.encode()]
