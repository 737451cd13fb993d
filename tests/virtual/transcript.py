"""A run as a person would tell it: who rang, heard, pressed and said what, and which faults struck."""

SHOWN = {
    "call": lambda d: f"{d['status']} ({d['from']} to {d['to']})",
    "prompt": lambda d: f"hears: {d['text']}",
    "key": lambda d: f"presses {d['key']}" + ("" if d["listened"] else ", but nobody listens"),
    "utterance": lambda d: f"says: {d['text']}",
    "recognised": lambda d: f"is understood ({d['decision']})",
    "queue": lambda d: f"queue: {d['state']} {d.get('result', '')}",
    "injected": lambda d: f"FAULT {d['number']}: {d['kind']}",
    "notification": lambda d: f"Twilio notes {d['code']}: {d['message']}",
}


def transcript(events):
    """Return the events that matter, one a line."""
    lines = (
        f"{event.at:8.2f}  {event.call[:6]:6}  {SHOWN[event.name](event.details)}"
        for event in events
        if event.name in SHOWN
    )
    return "\n".join(lines)
