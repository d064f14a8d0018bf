"""The WSGI application, for any server. What it cannot start with is said in a line each, without a trace."""

from recruitment import create_app
from recruitment.core.memory import settle
from recruitment.settings import SettingsMistake

try:
    app = create_app()
except SettingsMistake as mistake:
    raise SystemExit(str(mistake)) from None
settle()
