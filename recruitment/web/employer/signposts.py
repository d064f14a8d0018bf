"""Signposts of an advert: a short text for press and social media with a link and a QR code that lead to the whole."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

import qrcode
from flask import current_app, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from recruitment.advertising.links import sign_of
from recruitment.advertising.media import media_names, signpost_media
from recruitment.advertising.queries import UsualCost, usual_cost
from recruitment.advertising.rules import saved_by_signpost
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.rules import phase
from recruitment.vacancies.stages import is_ever_public
from recruitment.vacancies.words import pay_in_short, place_in_short
from recruitment.web.doors import employer
from recruitment.web.public.words import closing_in_words, patterns_in_words

# Characters of a post where it is shown whole everywhere.
LONGEST_POST = 280
# Pixels a module of the code: sharp when printed four centimetres wide.
MODULE = 24


@dataclass(frozen=True)
class Signpost:
    """`link` is whole for a code, `printed` as people type it. `saved`: pence, about; None where nothing is known."""

    medium: str
    name: str
    text: str
    link: str
    printed: str
    words: int
    words_of_whole: int
    usual: UsualCost | None

    @property
    def saved(self) -> int | None:
        return saved_by_signpost(self.usual.net, self.words, self.words_of_whole) if self.usual else None


def _signpost(viewer: Staff, advert: Advert, medium: str) -> Signpost:
    link = current_app.config["SETTINGS"].public_url + url_for(
        "public.signpost", reference=advert.vacancy.reference, sign=sign_of(medium)
    )
    printed = link.removeprefix(f"{urlsplit(link).scheme}://")
    text = _post(advert, link) if medium == "social_media" else _notice(advert, printed)
    return Signpost(
        medium=medium,
        name=media_names()[medium],
        text=text,
        link=link,
        printed=printed,
        words=len(text.split()),
        words_of_whole=len(_whole_text(advert).split()),
        usual=usual_cost(viewer, advert.vacancy.organisation_id, medium),
    )


def _facts(advert: Advert) -> tuple[str, ...]:
    """What nobody applies without knowing, the most telling first."""
    vacancy = advert.vacancy
    closing = f"Closes {closing_in_words(vacancy.closes_at)}" if vacancy.closes_at else ""
    place = "From home" if vacancy.is_home_based else place_in_short(vacancy, advert.workplaces)
    return tuple(filter(None, (pay_in_short(vacancy), place, patterns_in_words(vacancy), closing)))


def _notice(advert: Advert, link: str) -> str:
    """For print: a line a fact."""
    lines = (advert.vacancy.title, advert.organisation.name, *_facts(advert), f"Details and applications: {link}")
    return "\n".join(lines)


def _post(advert: Advert, link: str) -> str:
    """For social media: as many facts as there is room for, the link always."""
    facts = list(_facts(advert))
    while facts and len(_said(advert, facts, link)) > LONGEST_POST:
        facts.pop()
    return _said(advert, facts, link)


def _said(advert: Advert, facts: list[str], link: str) -> str:
    title = f"{advert.organisation.name}: {advert.vacancy.title}"
    room = LONGEST_POST - len(link) - 2
    return " ".join([f"{'. '.join([title, *facts])[:room]}.", link])


def _whole_text(advert: Advert) -> str:
    """What a press advert that tells everything would print."""
    vacancy = advert.vacancy
    criteria = (criterion.text for criterion in advert.criteria)
    return "\n".join((_notice(advert, ""), vacancy.summary, vacancy.duties, *criteria))


def _advert_to_point_at(viewer: Staff, vacancy_id: int) -> Advert:
    """Raises NotVisible, and Refused for an advert that nobody could apply to."""
    advert = advert_of(viewer, vacancy_id)
    if phase(advert.vacancy, clock.now()) not in ("scheduled", "live") or not is_ever_public(advert.vacancy):
        raise Refused("A signpost leads to an advert that people can apply to. This one is not public, or has closed.")
    return advert


def _medium() -> str:
    medium = request.args.get("medium", "local_press")
    if medium not in signpost_media().values():
        raise NotVisible("no signpost stands in such a medium")
    return medium


def _media() -> list[tuple[str, str]]:
    """Code and name of those in which a signpost can stand, in the order of all media."""
    signed = set(signpost_media().values())
    return [(code, name) for code, name in media_names().items() if code in signed]


@employer.get("/vacancies/<int:vacancy_id>/signposts")
def signposts(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = _advert_to_point_at(viewer, vacancy_id)
    medium = _medium()
    return render_template(
        "employer/signposts/signposts.html",
        vacancy=advert.vacancy,
        signpost=_signpost(viewer, advert, medium),
        media=_media(),
    )


@employer.get("/vacancies/<int:vacancy_id>/signposts/code.png")
def signpost_code(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """The QR code of the link, for a printer or a poster."""
    advert, medium = _advert_to_point_at(viewer, vacancy_id), _medium()
    code, picture = qrcode.QRCode(box_size=MODULE), BytesIO()
    code.add_data(_signpost(viewer, advert, medium).link)
    code.make_image().save(picture)
    picture.seek(0)
    name = f"{advert.vacancy.reference}-{medium}.png"
    return send_file(picture, mimetype="image/png", as_attachment="download" in request.args, download_name=name)
