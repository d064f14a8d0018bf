"""Templates of messages: those that ship with a release, a person's own, and those that an employer shares."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from recruitment.core.audit import record
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.selection.message_fields import wrong_with
from recruitment.selection.message_tables import WRITERS, MessageTemplate
from recruitment.settings import PROJECT

SHIPPED_IN: Final = PROJECT / "recruitment" / "selection" / "data" / "message_templates.json"
MOST_SHOWN: Final = 200


@dataclass(frozen=True)
class ShippedTemplate:
    key: str
    name: str
    subject: str
    text: str


@cache
def shipped() -> tuple[ShippedTemplate, ...]:
    """Those that come with the portal, for everybody."""
    return tuple(ShippedTemplate(**facts) for facts in json.loads(SHIPPED_IN.read_text()))


def shipped_template(key: str) -> ShippedTemplate:
    """Raises NotVisible."""
    found = next((each for each in shipped() if each.key == key), None)
    if found is None:
        raise NotVisible("no such template is shipped")
    return found


def templates_of(viewer: Staff, organisation_ids: Collection[int]) -> Sequence[MessageTemplate]:
    """The viewer's own and those that are shared, by name."""
    wanted = visible(viewer, MessageTemplate).where(MessageTemplate.organisation_id.in_(organisation_ids))
    return db.session.scalars(wanted.order_by(MessageTemplate.name, MessageTemplate.id).limit(MOST_SHOWN)).all()


def template_of(viewer: Staff, template_id: int) -> MessageTemplate:
    """Raises NotVisible."""
    found: MessageTemplate = one_visible(viewer, MessageTemplate, MessageTemplate.id == template_id)
    return found


def may_change(viewer: Staff, template: MessageTemplate) -> bool:
    """Its maker; of a shared one also those who administer and recruit."""
    keeps = viewer.has_role(template.organisation_id, Role.ADMINISTRATOR, Role.RECRUITER)
    return template.made_by == viewer.person or (template.is_shared and keeps)


def keep(
    viewer: Staff, organisation_id: int, *, name: str, subject: str, text: str, is_shared: bool
) -> MessageTemplate:
    """Raises Refused for the wrong role and for a field that there is not."""
    if not viewer.has_role(organisation_id, *WRITERS):
        raise Refused("Your role does not let you write to applicants.")
    _require_fields(subject, text)
    template = MessageTemplate(
        organisation_id=organisation_id, made_by=viewer.person, name=name, subject=subject, text=text,
        is_shared=is_shared,
    )  # fmt: skip
    db.session.add(template)
    db.session.flush()
    record(viewer, "keep_message_template", template)
    return template


def change(viewer: Staff, template: MessageTemplate, *, name: str, subject: str, text: str, is_shared: bool) -> None:
    _require_changer(viewer, template)
    _require_fields(subject, text)
    template.name, template.subject, template.text, template.is_shared = name, subject, text, is_shared
    record(viewer, "change_message_template", template)


def remove(viewer: Staff, template: MessageTemplate) -> None:
    _require_changer(viewer, template)
    record(viewer, "remove_message_template", template)
    db.session.delete(template)


def _require_changer(viewer: Staff, template: MessageTemplate) -> None:
    if not may_change(viewer, template):
        raise Refused("Only its maker, recruiters and administrators change a shared template.")


def _require_fields(*texts: str) -> None:
    for text in texts:
        if problem := wrong_with(text):
            raise Refused(problem)
