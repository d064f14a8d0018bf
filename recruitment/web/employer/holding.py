"""Putting an applicant on hold, and taking them off again. The applicant reads that they are being considered."""

from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Staff
from recruitment.selection.actions import set_aside, take_off_hold
from recruitment.web.employer.deciding import Case, decided, decision, decision_page
from recruitment.web.fields import HouseForm


class HoldingForm(HouseForm):
    """A button that asks once."""


@decision("set_aside")
def set_aside_applicant(viewer: Staff, case: Case) -> ResponseReturnValue:
    form = HoldingForm()
    if form.validate_on_submit():
        set_aside(viewer, case.application)
        return decided(case, f"{case.name} is on hold. Their page says that they are being considered.")
    return decision_page(case, form, "employer/holding/set_aside_applicant.html")


@decision("take_up")
def take_up_applicant(viewer: Staff, case: Case) -> ResponseReturnValue:
    return _off_hold(viewer, case, "take_up", "among the received applications")


@decision("relist")
def relist_applicant(viewer: Staff, case: Case) -> ResponseReturnValue:
    return _off_hold(viewer, case, "relist", "on the shortlist")


def _off_hold(viewer: Staff, case: Case, act: str, where: str) -> ResponseReturnValue:
    form = HoldingForm()
    if form.validate_on_submit():
        take_off_hold(viewer, case.application)
        return decided(case, f"{case.name} is off hold, and {where} again.")
    return decision_page(case, form, f"employer/holding/{act}_applicant.html", where=where)
