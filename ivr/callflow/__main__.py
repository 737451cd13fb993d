"""Draw the call flow: `python -m ivr.callflow diagram` prints the page docs/callflow.md."""

import argparse

from ivr.callflow.page import page


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(prog="python -m ivr.callflow", description="Draw the call flow.")
    parser.add_argument("command", choices=["diagram"])
    parser.parse_args()
    print(page(), end="")


if __name__ == "__main__":
    main()
