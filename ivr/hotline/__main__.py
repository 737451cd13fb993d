"""Start the hotline: `python -m ivr.hotline`."""

import signal
import sys

CONTROL_C = 130
"""What a shell expects of a command that Ctrl-C ended."""


def main() -> int:
    """Start the hotline; return the exit code. Ctrl-C may come while its parts are still being loaded."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until there is something to end
    try:
        from ivr.hotline.start import start

        return start()
    except KeyboardInterrupt:
        return CONTROL_C


if __name__ == "__main__":
    sys.exit(main())
