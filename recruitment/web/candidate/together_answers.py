"""The questions of several jobs: which are one, the answer that several get, and what one job alone asks or gets."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectMultipleField

from recruitment.applications.draft_queries import Draft
from recruitment.applications.likeness import digest
from recruitment.applications.rules import LONGEST_ANSWER
from recruitment.applications.together_actions import join
from recruitment.applications.together_queries import Gathering, gathering_of
from recruitment.applications.together_rules import Alike, Group, pages_of
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.together_fields import answers_form, asked_before, boxes_of, most_common, places_of
from recruitment.web.candidate.together_pages import write_shared
from recruitment.web.candidate.together_places import SharedPage
from recruitment.web.candidate.together_steps import names_of
from recruitment.web.candidate.words import advert_path
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm


def back_to_list() -> ResponseReturnValue:
    return redirect(url_for("candidate.together"), 303)


@candidate.route("/together/alike", methods=["GET", "POST"])
def alike_together(viewer: Candidate) -> ResponseReturnValue:
    """Nothing is joined before the person has said so; what was proposed stands ticked."""
    gathering = gathering_of(viewer, clock.now())
    groups = gathering.plan.alike
    if not groups:
        return back_to_list()
    names = names_of(gathering)
    fields = {f"same_{each.name}": _same(each) for each in groups}
    # What the page did not show, because the list has changed meanwhile, is not decided by its silence.
    fields |= {f"asked_{each.name}": HiddenField(default="yes") for each in groups}
    form = type("AlikeForm", (HouseForm,), fields)()
    if form.validate_on_submit():
        shown = [each for each in groups if form[f"asked_{each.name}"].data]
        join(viewer, [(each, form[f"same_{each.name}"].data or []) for each in shown])
        flash("Your choice is saved. You can change it until you send.", "success")
        return back_to_list()
    whose = {
        key: ", ".join(dict.fromkeys(names[item.application_id] for item in items))
        for each in groups for key, items in zip(each.keys, each.items, strict=True)
    }  # fmt: skip
    return render_template(
        "candidate/together_answers/alike_together.html",
        form=form,
        boxes=[form[f"same_{each.name}"] for each in groups],
        whose=whose,
    ), 422 if form.is_submitted() else 200


def _same(alike: Alike) -> Any:
    choices = {key: items[0].asked.text for key, items in zip(alike.keys, alike.items, strict=True)}
    chosen = list(alike.joined if alike.is_decided else alike.keys)
    return SelectMultipleField(
        "Which of these have one answer?", choices=choices, default=chosen, validate_choice=False
    )


@candidate.route("/together/answers/<int:number>", methods=["GET", "POST"])
def answer_together(viewer: Candidate, number: int) -> ResponseReturnValue:
    """What several jobs ask."""
    gathering = gathering_of(viewer, clock.now())
    return _page(
        viewer, gathering, lambda now: now.plan.shared, number, "answer_together", url_for("candidate.together")
    )


@candidate.route("/together/jobs/<int:application_id>/<int:number>", methods=["GET", "POST"])
def answer_apart(viewer: Candidate, application_id: int, number: int) -> ResponseReturnValue:
    """What one job alone asks."""
    gathering = gathering_of(viewer, clock.now())
    draft = gathering.by_id.get(application_id) or abort(404)
    after = url_for("candidate.together")
    return _page(
        viewer, gathering, lambda now: now.plan.apart.get(application_id, ()), number, "answer_apart", after, draft
    )


@candidate.route("/together/jobs/<int:application_id>/adapt/<int:number>", methods=["GET", "POST"])
def adapt_together(viewer: Candidate, application_id: int, number: int) -> ResponseReturnValue:
    """The shared answers as one employer gets them: what is changed here is changed for that one alone."""
    gathering = gathering_of(viewer, clock.now())
    draft = gathering.by_id.get(application_id) or abort(404)
    after = url_for("candidate.check_together", _anchor=f"job-{application_id}")
    return _page(viewer, gathering, lambda now: _own_of(now, application_id), number, "adapt_together", after, draft)


def _own_of(gathering: Gathering, application_id: int) -> list[Group]:
    """The shared questions of one application, each by itself."""
    return [
        Group(digest(item.key, item.ref), (item,))
        for group in gathering.shared_with(application_id) for item in group.items
        if item.application_id == application_id
    ]  # fmt: skip


def _page(
    viewer: Candidate, gathering: Gathering, groups_of: Callable[[Gathering], Sequence[Group]], number: int, view: str,
    after: str, draft: Draft | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """One of the short pages of these groups; saving leads to the next of them, from the last to `after`."""
    pages, before = pages_of(groups_of(gathering)), asked_before()
    if not 1 <= number <= len(pages) and not before:
        return back_to_list()
    # What was sent is found by its name: meanwhile the list may have changed, and other questions stand on this page.
    keys = before or [group.key for group in pages[number - 1]]
    of_one: dict[str, Any] = {"application_id": draft.application.id} if draft is not None else {}

    def asked(now: Gathering) -> list[Group]:
        return [group for group in groups_of(now) if group.key in keys]

    def build(now: Gathering) -> SharedPage:
        groups = asked(now)
        return SharedPage(
            name="-".join([view, *map(str, of_one.values()), str(number)]),
            form=lambda sent: answers_form(groups, sent),
            places=places_of(groups, now.by_id),
            common=most_common,
        )

    def show(shared: SharedPage, form: HouseForm, facts: dict[str, Any]) -> str:
        return render_template(
            f"candidate/together_answers/{view}.html",
            form=form,
            boxes=boxes_of(form, asked(gathering), shared.places, facts["said"], names_of(gathering)),
            longest=LONGEST_ANSWER,
            part=f"Part {number} of {len(pages)}" if len(pages) > 1 else "",
            application=draft.application if draft is not None else None,
            advert_url=advert_path(draft.vacancy) if draft is not None else "",
            **facts,
        )

    following = url_for(f"candidate.{view}", number=number + 1, **of_one) if number < len(pages) else after
    return write_shared(viewer, build, show, following)
