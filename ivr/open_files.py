"""Let a process open as many files and sockets as the system allows it, not only as many as it is given at first."""

import resource


def raise_limit() -> int:
    """Raise the limit to what it may be; return it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
