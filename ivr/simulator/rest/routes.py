"""Which handler answers which path, below `/Accounts/AC...`; `s.json` is the list of accounts itself."""

from ivr.simulator.rest import (
    accounts,
    applications,
    available_numbers,
    call_events,
    call_recordings,
    calls,
    conferences,
    live_transcriptions,
    messages,
    notifications,
    numbers,
    participants,
    queues,
    recordings,
    streams,
    transcriptions,
)
from ivr.simulator.rest.requests import Handler

_CALL = r"/Calls/(CA\w+)"
_APPLICATION = r"/Applications/(AP\w+)\.json"
_COUNTRY = r"/AvailablePhoneNumbers/(\w\w)"
_QUEUE = r"/Queues/(QU\w+)"
_NUMBER = r"/IncomingPhoneNumbers/(PN\w+)\.json"
_CONFERENCE = r"/Conferences/([^/]+?)"
_ONE = rf"{_CONFERENCE}/Participants/([^/]+?)\.json"
_RECORDING = r"/Recordings/(RE\w+)"
_TRANSCRIPTION = r"/Transcriptions/(TR\w+)\.json"

ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("POST", r"/Calls\.json", calls.create),
    ("GET", r"/Calls\.json", calls.listed),
    ("GET", rf"{_CALL}\.json", calls.fetch),
    ("POST", rf"{_CALL}\.json", calls.update),
    ("DELETE", rf"{_CALL}\.json", calls.delete),
    ("GET", rf"{_CALL}/Notifications\.json", notifications.of_call),
    ("GET", r"/Notifications\.json", notifications.listed),
    ("GET", rf"{_CALL}/Notifications/(NO\w+)\.json", notifications.fetch),
    ("GET", r"/Notifications/(NO\w+)\.json", notifications.fetch),
    ("GET", rf"{_CALL}/Events\.json", call_events.listed),
    ("GET", rf"{_CALL}/Recordings\.json", call_recordings.of_call),
    ("POST", rf"{_CALL}/Recordings\.json", call_recordings.start),
    ("POST", rf"{_CALL}/Recordings/(RE\w+|Twilio\.CURRENT)\.json", call_recordings.change),
    ("GET", rf"{_CALL}/Recordings/(RE\w+)\.json", call_recordings.fetch),
    ("DELETE", rf"{_CALL}/Recordings/(RE\w+)\.json", call_recordings.forget),
    ("GET", r"/Recordings\.json", recordings.listed),
    ("GET", rf"{_RECORDING}\.json", recordings.fetch),
    ("GET", rf"{_RECORDING}(?:\.wav|\.mp3)?", recordings.media),
    ("DELETE", rf"{_RECORDING}(?:\.json)?", recordings.delete),
    ("POST", rf"{_CALL}/Streams\.json", streams.start),
    ("POST", rf"{_CALL}/Streams/([^/]+?)\.json", streams.stop),
    ("POST", rf"{_CALL}/Transcriptions\.json", live_transcriptions.start),
    ("POST", rf"{_CALL}/Transcriptions/([^/]+?)\.json", live_transcriptions.stop),
    ("GET", r"s\.json", accounts.listed),
    ("GET", r"\.json", accounts.fetch),
    ("GET", r"/IncomingPhoneNumbers\.json", numbers.listed),
    ("POST", r"/IncomingPhoneNumbers\.json", numbers.create),
    ("GET", _NUMBER, numbers.fetch),
    ("POST", _NUMBER, numbers.update),
    ("DELETE", _NUMBER, numbers.delete),
    ("GET", r"/Applications\.json", applications.listed),
    ("POST", r"/Applications\.json", applications.create),
    ("GET", _APPLICATION, applications.fetch),
    ("POST", _APPLICATION, applications.update),
    ("DELETE", _APPLICATION, applications.delete),
    ("GET", r"/AvailablePhoneNumbers\.json", available_numbers.countries),
    ("GET", rf"{_COUNTRY}\.json", available_numbers.country),
    ("GET", rf"{_COUNTRY}/Local\.json", available_numbers.listed),
    ("GET", rf"{_COUNTRY}/TollFree\.json", available_numbers.listed),
    ("GET", rf"{_COUNTRY}/Mobile\.json", available_numbers.listed),
    ("GET", r"/Transcriptions\.json", transcriptions.listed),
    ("GET", _TRANSCRIPTION, transcriptions.fetch),
    ("DELETE", _TRANSCRIPTION, transcriptions.delete),
    ("GET", rf"{_RECORDING}/Transcriptions\.json", transcriptions.of_recording),
    ("GET", rf"{_RECORDING}{_TRANSCRIPTION}", transcriptions.fetch),
    ("DELETE", rf"{_RECORDING}{_TRANSCRIPTION}", transcriptions.delete),
    ("GET", r"/Queues\.json", queues.listed),
    ("POST", r"/Queues\.json", queues.create),
    ("GET", rf"{_QUEUE}\.json", queues.fetch),
    ("POST", rf"{_QUEUE}\.json", queues.update),
    ("DELETE", rf"{_QUEUE}\.json", queues.delete),
    ("GET", rf"{_QUEUE}/Members\.json", queues.members),
    ("GET", rf"{_QUEUE}/Members/(\w+)\.json", queues.member),
    ("POST", rf"{_QUEUE}/Members/(\w+)\.json", queues.dequeue),
    ("GET", r"/Conferences\.json", conferences.listed),
    ("GET", rf"{_CONFERENCE}\.json", conferences.fetch),
    ("POST", rf"{_CONFERENCE}\.json", conferences.update),
    ("GET", rf"{_CONFERENCE}/Recordings\.json", call_recordings.of_conference),
    ("GET", rf"{_CONFERENCE}/Participants\.json", participants.listed),
    ("POST", rf"{_CONFERENCE}/Participants\.json", participants.add),
    ("GET", _ONE, participants.fetch),
    ("POST", _ONE, participants.change),
    ("DELETE", _ONE, participants.remove),
    ("POST", r"/Messages\.json", messages.create),
    ("GET", r"/Messages\.json", messages.listed),
    ("GET", r"/Messages/(SM\w+)\.json", messages.fetch),
    ("POST", r"/Messages/(SM\w+)\.json", messages.redact),
    ("DELETE", r"/Messages/(SM\w+)\.json", messages.delete),
)

PUBLIC: tuple[Handler, ...] = (recordings.media,)
