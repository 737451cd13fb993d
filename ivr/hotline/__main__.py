"""Start the hotline, or replace it while it runs: `python -m ivr.hotline [deploy|fallback]`."""

import argparse
import signal
import sys
from typing import NoReturn

CONTROL_C = 130
"""What a shell expects of a command that Ctrl-C ended."""


def main() -> int:
    """Do what was asked for; return the exit code. Ctrl-C may come while the hotline's parts are still being loaded."""
    options = _options()
    signal.signal(signal.SIGTERM, _end)  # until there is something to end
    try:
        match options.command:
            case "deploy":
                from ivr.hotline.deploying import deploy
                from ivr.settings import load_or_exit

                return deploy(load_or_exit().data)
            case "fallback":
                return _fallback(options.language, options.music)
        from ivr.hotline.start import start

        return start()
    except KeyboardInterrupt:
        return CONTROL_C


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ivr.hotline", description="Start the hotline.")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("deploy", help="replace the processes of the running hotline; no caller notices")
    fallback = commands.add_parser("fallback", help="print TwiML for another host, for when nothing of ours answers")
    fallback.add_argument("--language", default="", help="code of its language, by default the region's")
    fallback.add_argument("--music", default="", help="address of a short recording, played before the agents are rung")
    return parser.parse_args()


def _fallback(language: str, music: str) -> int:
    from ivr.hotline.fallback import NoAgents, fallback_twiml
    from ivr.settings import load_or_exit

    try:
        print(fallback_twiml(load_or_exit(), language, music))
    except NoAgents as nobody:
        print(nobody, file=sys.stderr)
        return 2
    return 0


def _end(*_: object) -> NoReturn:
    sys.exit(0)


if __name__ == "__main__":
    sys.exit(main())
