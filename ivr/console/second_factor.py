"""The second factor of an account: codes of an authenticator app (RFC 6238), and recovery codes for who has lost it."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
from sqlalchemy import delete, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from ivr.console.tables import RecoveryCodeRow, SupervisorRow
from ivr.storage.columns import UNREADABLE

RECOVERY_CODES = 10
CLOCK_STEPS = 1
"""How many steps of 30 s the clocks of server and phone may differ."""


def new_secret() -> str:
    """Return a secret for an authenticator app, in base 32."""
    return pyotp.random_base32()


def address(secret: str, name: str, brand: str) -> str:
    """Return what an authenticator app reads from the picture: an otpauth address."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=f"{brand} hotline")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the step of 30 s that a code belongs to, None when it is none of now or the secret can't be read."""
    if secret == UNREADABLE:
        return None
    totp = pyotp.TOTP(secret)
    step = totp.timecode(now)
    near = range(step - CLOCK_STEPS, step + CLOCK_STEPS + 1)
    return next((each for each in near if hmac.compare_digest(totp.generate_otp(each), _digits(code))), None)


def set_up(session: Session, supervisor_id: int, secret: str, step: int) -> tuple[str, ...]:
    """Ask for codes from now on; return the recovery codes, which are told once.

    `step` is that of the code by which the app was proved: it works no more.
    """
    row = session.get_one(SupervisorRow, supervisor_id)
    row.second_factor, row.second_factor_step = secret, step
    codes = tuple(_recovery_code() for _ in range(RECOVERY_CODES))
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.supervisor_id == supervisor_id))
    session.add_all(RecoveryCodeRow(supervisor_id=supervisor_id, code=_hash(code)) for code in codes)
    return codes


def remove(session: Session, supervisor_id: int) -> None:
    """Ask for codes no more."""
    row = session.get_one(SupervisorRow, supervisor_id)
    row.second_factor = row.second_factor_step = None
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.supervisor_id == supervisor_id))


def accepts(session: Session, supervisor_id: int, code: str, now: datetime) -> bool:
    """Tell whether a code is right, and use it up: each code of the app and each recovery code works once."""
    row = session.get_one(SupervisorRow, supervisor_id)
    step = step_of(row.second_factor, code, now) if row.second_factor else None
    if step is not None:
        unused = SupervisorRow.second_factor_step < step
        used = session.execute(
            update(SupervisorRow).where(SupervisorRow.id == supervisor_id, unused).values(second_factor_step=step)
        )
    else:
        own = (RecoveryCodeRow.supervisor_id == supervisor_id, RecoveryCodeRow.code == _hash(code))
        used = session.execute(delete(RecoveryCodeRow).where(*own))
    return isinstance(used, CursorResult) and used.rowcount == 1


def _recovery_code() -> str:
    """Return 120 bits as four groups of letters and digits."""
    letters = base64.b32encode(secrets.token_bytes(15)).decode().lower()
    return "-".join(letters[at : at + 6] for at in range(0, len(letters), 6))


def _digits(code: str) -> str:
    return "".join(filter(str.isascii, "".join(code.split())))


def _hash(code: str) -> bytes:
    return hashlib.sha256("".join(code.lower().split()).encode()).digest()
