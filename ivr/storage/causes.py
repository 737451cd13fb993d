"""Why a database could not be used, for an operator."""

from sqlalchemy.exc import DBAPIError


def cause_of(error: BaseException) -> str:
    """Return in a line what a database said, or the program between; an address or a value is not in it."""
    if not isinstance(error, DBAPIError) and isinstance(error.__cause__, DBAPIError):
        error = error.__cause__
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    return said.strip().partition("\n")[0] or "it was busy for too long"


def advice_for(error: BaseException) -> str:
    """Return in a sentence why a database can't be used, and what to look at."""
    return (
        f"The database can't be used ({cause_of(error)}); is IVR_DATABASE_URL right, does its server run, and "
        "has `flask --app app prepare` made the tables?"
    )
