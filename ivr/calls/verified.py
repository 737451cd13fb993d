"""Tell by what a caller has shown a record to be theirs."""

from ivr.storage import Json

DEVICE = "device"


def verified_by(state: Json) -> str | None:
    """Return the service, or `device`, that the caller of a call was verified by; "" for nothing, None if unknown."""
    if not isinstance(state, dict):
        return None
    slots = state.get("slots")
    if not isinstance(slots, dict):
        return ""
    if isinstance(identity := slots.get("identity"), dict):
        return str(identity.get("service"))
    return DEVICE if isinstance(slots.get("device"), dict) else ""
