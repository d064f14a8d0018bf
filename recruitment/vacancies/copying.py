"""New drafts from what was written before: a copy of an advert, one advertised again, or one begun from a template."""

from datetime import datetime
from typing import Any

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.vacancies.attachment_actions import carry_over, kept_documents
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.draft_actions import begin_draft, require_writer
from recruitment.vacancies.draft_tables import AdvertTemplate
from recruitment.vacancies.parts import Kept, kept, kept_whole
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.rules import phase
from recruitment.vacancies.stages import is_ever_public, is_staged
from recruitment.vacancies.tables import Vacancy

# Phases in which recruiting for a vacancy is over, so a copy of its advert advertises it again.
OVER = ("closed", "filled", "unfilled", "withdrawn")


def is_over(vacancy: Vacancy) -> bool:
    return phase(vacancy, clock.now()) in OVER


def copy(viewer: Staff, source: Advert, *, title: str) -> Vacancy:
    """A draft that says what `source` says. Dates that have passed stay behind; of one that is over, all dates do.

    So do the dates of its stages, unless all are ahead; what was never public is not public by being copied.
    """
    vacancy = source.vacancy
    facts = kept_whole(vacancy, source.criteria, source.workplaces)
    facts["dates"] = _dates_left(vacancy, facts["dates"])
    act = "relist" if is_over(vacancy) else "copy"
    draft = _begun(viewer, vacancy.organisation_id, facts, act, vacancy.reference, title, vacancy.department)
    carry_over(viewer, draft, kept_documents(source.attachments))
    return draft


def _dates_left(vacancy: Vacancy, dates: Kept) -> Kept:
    left = {} if is_over(vacancy) else {name: _ahead(at) for name, at in dates.items()}
    if not is_staged(vacancy):
        return left
    if any(left.get(name) != at for name, at in dates.items() if name != "closes_at"):
        left = {name: at for name, at in left.items() if name == "closes_at"}
    return left if is_ever_public(vacancy) else left | kept({"public_from": NEVER})


def _ahead(moment: str | None) -> str | None:
    """Of a moment or a day."""
    if moment is None:
        return None
    is_day = "T" not in moment
    is_ahead = moment > clock.today().isoformat() if is_day else datetime.fromisoformat(moment) > clock.now()
    return moment if is_ahead else None


def _begun(
    viewer: Staff, organisation_id: int, facts: dict[str, Kept], act: str, source: str, title: str, department: str
) -> Vacancy:
    draft = begin_draft(viewer, organisation_id, title=title, department=department, like=facts)
    record(viewer, act, draft, reason=source)
    return draft


def keep_as_template(viewer: Staff, source: Advert, *, name: str, is_shared: bool) -> AdvertTemplate:
    """All of an advert but its dates and the employer's own reference, which are each advert's own."""
    vacancy = source.vacancy
    require_writer(viewer, vacancy.organisation_id)
    facts: dict[str, Any] = kept_whole(vacancy, source.criteria, source.workplaces)
    del facts["dates"]
    facts["post"] = {name: value for name, value in facts["post"].items() if name != "own_reference"}
    template = AdvertTemplate(
        organisation_id=vacancy.organisation_id,
        name=name,
        is_shared=is_shared,
        facts=facts,
        made_by=viewer.person,
        attachments=kept_documents(source.attachments),
    )
    db.session.add(template)
    db.session.flush()
    record(viewer, "keep_as_template", template)
    return template


def begin_from_template(viewer: Staff, template: AdvertTemplate, *, title: str, department: str) -> Vacancy:
    own = template.facts.get("post", {}).get("department", "")
    draft = _begun(
        viewer, template.organisation_id, template.facts, "use_template", template.name, title, department or own
    )
    carry_over(viewer, draft, template.attachments)
    return draft


def may_change_template(viewer: Staff, template: AdvertTemplate) -> bool:
    """Whoever made it, and administrators: it is in use by all."""
    return template.made_by == viewer.person or viewer.has_role(template.organisation_id, Role.ADMINISTRATOR)


def change_template(viewer: Staff, template: AdvertTemplate, *, name: str, is_shared: bool) -> None:
    require_template_changer(viewer, template)
    if (template.name, template.is_shared) != (name, is_shared):
        template.name, template.is_shared = name, is_shared
        record(viewer, "change_template", template)


def remove_template(viewer: Staff, template: AdvertTemplate) -> None:
    """Adverts begun from it stay as they are."""
    require_template_changer(viewer, template)
    record(viewer, "remove_template", template)
    db.session.delete(template)


def require_template_changer(viewer: Staff, template: AdvertTemplate) -> None:
    if not may_change_template(viewer, template):
        raise Refused("Only whoever made a template, or an administrator, changes or removes it.")
