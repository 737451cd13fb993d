"""The WSGI door: `gunicorn app:app`, `flask --app app COMMAND`."""

from ivr.hotline.keys import settings_with_keys
from ivr.web import create_app

app = create_app(settings_with_keys())
