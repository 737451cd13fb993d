"""The WSGI door: `gunicorn app:app`, `flask --app app COMMAND`."""

from ivr.hotline.web import create_app
from ivr.keys import settings_or_exit

app = create_app(settings_or_exit())
