"""The WSGI door: `gunicorn app:app`, `flask --app app COMMAND`."""

import sys

from ivr.hotline.web import create_app
from ivr.keys import settings_or_exit
from ivr.regions import BadRegion

try:
    app = create_app(settings_or_exit())
except BadRegion as bad:
    print(f"The hotline did not start: {bad}", file=sys.stderr)
    sys.exit(2)
