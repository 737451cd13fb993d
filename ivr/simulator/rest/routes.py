"""Which handler answers which path, below an account."""

from ivr.simulator.rest import calls, messages, notifications, recordings
from ivr.simulator.rest.api import Handler

_CALL = r"/Calls/(CA\w+)"
_RECORDING = r"/Recordings/(RE\w+)"

ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("POST", r"/Calls\.json", calls.create),
    ("GET", r"/Calls\.json", calls.listed),
    ("GET", rf"{_CALL}\.json", calls.fetch),
    ("POST", rf"{_CALL}\.json", calls.update),
    ("DELETE", rf"{_CALL}\.json", calls.delete),
    ("GET", rf"{_CALL}/Notifications\.json", notifications.of_call),
    ("GET", r"/Notifications\.json", notifications.listed),
    ("GET", rf"{_CALL}/Recordings\.json", recordings.of_call),
    ("POST", rf"{_CALL}/Recordings\.json", recordings.start),
    ("POST", rf"{_CALL}/Recordings/(RE\w+|Twilio\.CURRENT)\.json", recordings.stop),
    ("GET", r"/Recordings\.json", recordings.listed),
    ("GET", rf"{_RECORDING}\.json", recordings.fetch),
    ("GET", rf"{_RECORDING}(?:\.wav|\.mp3)?", recordings.media),
    ("DELETE", rf"{_RECORDING}(?:\.json)?", recordings.delete),
    ("POST", r"/Messages\.json", messages.create),
    ("GET", r"/Messages\.json", messages.listed),
    ("GET", r"/Messages/(SM\w+)\.json", messages.fetch),
)

PUBLIC: tuple[Handler, ...] = (recordings.media,)
