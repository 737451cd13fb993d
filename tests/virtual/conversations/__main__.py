"""Play the stories: `python -m tests.virtual.conversations [--only NAME] [--write FILE] [--before FILE] [--heard]`."""

import argparse
import json
import sys
from pathlib import Path

from tests.virtual.conversations.ears import StreamEars
from tests.virtual.conversations.measure import measured
from tests.virtual.conversations.people import PEOPLE
from tests.virtual.conversations.table import line, table
from tests.virtual.hotline import Hotline


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.virtual.conversations", description=__doc__)
    parser.add_argument("--only", default="", help="stories whose name holds these words")
    parser.add_argument("--write", type=Path, help="write the figures as JSON")
    parser.add_argument("--before", type=Path, help="figures to set beside them")
    parser.add_argument("--heard", action="store_true", help="print what was said on both sides")
    options = parser.parse_args()
    ears = StreamEars()
    hotline = Hotline(ears, recorded=True)
    played = []
    for somebody in PEOPLE:
        if options.only in somebody.name:
            played.append(measured(hotline, somebody))
            print(line(played[-1]), file=sys.stderr, flush=True)
            if options.heard:
                print("     ", played[-1].heard, file=sys.stderr)
    ears.close()
    before = json.loads(options.before.read_text()) if options.before else []
    print(table(played, before))
    if options.write:
        options.write.write_text(json.dumps([each.to_json() for each in played], indent=1) + "\n")


if __name__ == "__main__":
    main()
