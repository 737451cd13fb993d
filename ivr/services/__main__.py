"""List the services: `python -m ivr.services [--json]`; `--docs` writes the page that is made from them."""

import argparse
import json

from ivr.command import run
from ivr.services import HOTLINE, SERVICES
from ivr.services.listing import as_json, as_text
from ivr.services.page import page
from ivr.settings import PROJECT


def main() -> int:
    """List the services, or write the docs."""
    parser = argparse.ArgumentParser(prog="python -m ivr.services", description="List the services of the hotline.")
    parser.add_argument("--json", action="store_true", help="list them as JSON")
    parser.add_argument("--docs", action="store_true", help="write docs/callflow.md")
    options = parser.parse_args()
    if options.docs:
        (PROJECT / "docs" / "callflow.md").write_text(page(HOTLINE, SERVICES), encoding="utf-8")
    elif options.json:
        print(json.dumps([as_json(service) for service in SERVICES], indent=1))
    else:
        print(as_text(SERVICES))
    return 0


if __name__ == "__main__":
    run(main)
