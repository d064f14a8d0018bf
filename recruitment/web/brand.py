"""What every page is told: brand, assets, navigation, the way dates and money are written."""

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from whitenoise import WhiteNoise

from recruitment.core import clock
from recruitment.places.offering import well_known
from recruitment.selection.rules import clock_time
from recruitment.settings import PROJECT
from recruitment.vacancies.words import pounds

STATIC = PROJECT / "static"
YEAR = 365 * 24 * 60 * 60
DEMONSTRATION = (
    "People and applications here are made up, and closing dates of real adverts were moved into the future."
)
PUBLIC_NAVIGATION = (
    ("Find a job", "/vacancies", "vacancies"),
    ("Saved jobs", "/saved", "saved"),
    ("Councils", "/councils", "organisations"),
    ("Programme", "/programme", "programme"),
    ("My applications", "/candidate/", "candidate"),
    ("For employers", "/employer/", "employer"),
)


def version_of(folder: Path) -> str:
    """A hash of all static files: it stands in their address, so that each may be kept for ever."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def serve_static(app: Flask) -> None:
    """WhiteNoise in front of the app: far expiry, no Flask request, twins that collect.mjs compressed hardest."""
    version = version_of(STATIC)
    app.config["STATIC_VERSION"] = version
    noise = WhiteNoise(app.wsgi_app, max_age=YEAR, immutable_file_test=lambda _path, _url: True)
    noise.add_files(str(STATIC), prefix=f"static/{version}/")
    app.wsgi_app = noise  # type: ignore[method-assign]


def asset(name: str) -> str:
    return f"/static/{current_app.config['STATIC_VERSION']}/{name}"


def brand_css() -> Response:
    """The brand's colour as a style sheet, because the content policy allows no inline style."""
    colour = current_app.config["SETTINGS"].brand.colour
    return Response(
        f":root{{--brand:{colour}}}\n", mimetype="text/css", headers={"Cache-Control": "public, max-age=3600"}
    )


def day(value: date | datetime | None) -> str:
    """27 March 2027"""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = clock.local(value)
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime | None) -> str:
    """27 March 2027 at 11:59pm"""
    if value is None:
        return ""
    here = clock.local(value)
    if (here.hour, here.minute) == (12, 0):
        return f"{day(here)} at midday"
    return f"{day(here)} at {here.hour % 12 or 12}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


def weekday(value: date) -> str:
    """Monday 3 August 2026"""
    return f"{value:%A} {day(value)}"


def _facts() -> dict[str, Any]:
    settings = current_app.config["SETTINGS"]
    path = request.path
    return {
        "demonstration": DEMONSTRATION if settings.is_demonstration else "",
        "brand": {
            "name": settings.brand.name,
            "short_name": settings.brand.short_name,
            "mark_url": asset("brand/mark.svg"),
            "colour": settings.brand.colour,
        },
        "is_demonstration": settings.is_demonstration,
        "navigation": [
            {"text": text, "href": href, "current": path == href or path.startswith(href.rstrip("/") + "/")}
            for text, href, _ in PUBLIC_NAVIGATION
        ],
    }


def dress(app: Flask) -> None:
    app.jinja_env.globals |= {"asset": asset, "known_places": well_known}
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_facts)
    app.add_template_filter(day, "day")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(weekday, "weekday")
    app.add_template_filter(clock_time, "hour")
    app.add_template_filter(pounds, "pounds")
