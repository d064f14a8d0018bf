"""What staff entered for somebody, made ready to be read whole: on paper, behind a link, and before it is taken."""

from typing import Any

from recruitment.applications.assisted_lifecycle import RECEIVED_BY
from recruitment.applications.queries import whole_application
from recruitment.applications.vocabulary import RIGHT_TO_WORK, YES_NO
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Viewer
from recruitment.web.candidate.words import claims_in_words, evidence_words, history_entries, referee


def facts_of(viewer: Viewer, application_id: int) -> dict[str, Any]:
    """Everything that was entered, for a page that shows it whole. Raises NotVisible."""
    whole = whole_application(viewer, application_id)
    if whole.contact is None or whole.history is None:
        raise NotVisible("nothing was handed in")
    facts = {part: getattr(whole.history, part) for part in ("employment", "education", "training", "registrations")}
    return {
        "whole": whole,
        "entries": history_entries(facts),
        "more": whole.history.more,
        "referees": [referee(row) for row in whole.referees or ()],
        "evidence": evidence_words(whole.declaration) if whole.declaration else "",
        "words": {"right_to_work": RIGHT_TO_WORK, "yes_no": YES_NO, "claims": claims_in_words},
        "received_by": RECEIVED_BY,
    }
