"""The pages that list the pages of a section, with what each is for."""

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Staff
from recruitment.web.doors import employer
from recruitment.web.sections import ORGANISATION, PEOPLE, Section


@employer.get("/people")
def people(viewer: Staff) -> ResponseReturnValue:
    return _contents("people", PEOPLE, viewer)


@employer.get("/organisation")
def organisation(viewer: Staff) -> ResponseReturnValue:
    return _contents("organisation", ORGANISATION, viewer)


def _contents(template: str, section: Section, viewer: Staff) -> ResponseReturnValue:
    return render_template(f"employer/contents/{template}.html", section=section, pages=section.pages_for(viewer))
