"""The application for a WSGI server, with the settings of the environment."""

from app import create_app
from app.settings import Settings

app = create_app(Settings.from_env())
