"""What comes once adverts are out: readers, silence, promised dates, and the questions at the end.

Made by the actions that people use, and then set back in time, because no action makes what has passed.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from recruitment.applications.actions import advance
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.demonstration.accounts import Colleagues
from recruitment.demonstration.candidates import apply
from recruitment.demonstration.vacancies import SKETCHES, Sketch, write
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.actions import fill
from recruitment.vacancies.after_tables import DayOfViews, Outcome, PromiseKept, StillInPost
from recruitment.vacancies.outcomes import Answer, answer_outcome
from recruitment.vacancies.promises import DAYS
from recruitment.vacancies.rules import new_reference
from recruitment.vacancies.tables import Vacancy

DAY = timedelta(days=1)
COUNCIL = "fife-council"
# Councils whose earlier vacancies COSLA's figures are made of, and how many each had.
EARLIER = {"fife-council": 26, "city-of-edinburgh-council": 34, "glasgow-city-council": 41}
# Where those appointed to them came from, of six vacancies five; nobody was appointed to the sixth.
FROM = ("outside", "own", "outside", "council", "redeployed")


def _sketch(title: str, category: str, summary: str, posts: int = 1) -> Sketch:
    return Sketch(
        COUNCIL, title, category, "KY1 1AB", "Kirkcaldy Galleries", (2_560_000, 2_790_000), "36", ("full_time",),
        "level_1", (("Can work as part of a team", "essential"), ("Experience of similar work", "desirable")), summary,
        "* look after the people and places in your care\n* keep simple records\n* work with colleagues across Fife",
        posts=posts,
    )  # fmt: skip


SILENT = _sketch("Museum Attendant", "culture_leisure", "Open the museum, welcome visitors and look after the rooms.")
LATE = _sketch("Parks Gardener", "parks_grounds", "Keep the parks of Kirkcaldy green and safe.", posts=2)
ASKED = _sketch("Community Caterer", "catering_cleaning", "Cook lunches for clubs in the community.")
STAYED = _sketch("Leisure Assistant", "culture_leisure", "Look after a pool and its swimmers.", posts=3)


def show_what_comes_after(
    councils: Sequence[Organisation], staff: Mapping[int, Colleagues], live: Sequence[Vacancy],
    people: Sequence[Candidate],
) -> None:  # fmt: skip
    by_slug = {council.slug: council for council in councils}
    council = by_slug[COUNCIL]
    colleagues = staff[council.id]
    for number, vacancy in enumerate(live):
        _read(vacancy, 0, 60 + 25 * number)
    silent = write(council, colleagues, SILENT, 0)
    _set_back(silent, 6)
    for ago, views in enumerate((3, 2, 4, 5, 9, 11, 6)):
        _read(silent, ago, views)
        _read(silent, ago, views // 3, "social_media")
    _late(write(council, colleagues, LATE, 0), colleagues, people)
    asked = write(council, colleagues, ASKED, 0)
    fill(colleagues.recruiter, asked)
    _set_back(asked, 30)
    stayed = write(council, colleagues, STAYED, 0)
    fill(colleagues.recruiter, stayed)
    answer_outcome(colleagues.recruiter, stayed, Answer({"outside": 2, "own": 1}))
    _set_back(stayed, 190)
    for slug, number in EARLIER.items():
        _earlier(by_slug[slug], number, staff[by_slug[slug].id])
    db.session.flush()


def _read(vacancy: Vacancy, ago: int, views: int, source: str = "") -> None:
    keys = {"organisation_id": vacancy.organisation_id, "vacancy_id": vacancy.id}
    db.session.add(DayOfViews(**keys, day=clock.today() - ago * DAY, source=source, views=views))


def _set_back(vacancy: Vacancy, days: int) -> None:
    """As if all of it had happened so much earlier."""
    for name in ("public_from", "published_at", "changed_at"):
        setattr(vacancy, name, getattr(vacancy, name) - days * DAY)
    db.session.flush()


def _late(vacancy: Vacancy, colleagues: Colleagues, people: Sequence[Candidate]) -> None:
    """Closed, its shortlist promised for yesterday, and two of four applicants not told yet."""
    applications = [apply(person, vacancy, number) for number, person in enumerate(people[:4])]
    for application in applications[:2]:
        advance(colleagues.recruiter, application, "shortlist", message="You are on the shortlist.")
    _set_back(vacancy, 20)
    for ago in range(9, 21):
        _read(vacancy, ago, 8 + ago % 5)
    if vacancy.closes_at is not None:
        back = 20 * DAY
        vacancy.closes_at -= back
        for name in DAYS:
            setattr(vacancy, name, getattr(vacancy, name) - back)


def _earlier(council: Organisation, number: int, colleagues: Colleagues) -> None:
    """Vacancies of the last year that have ended, as rows alone: so many that their counts may be shown."""
    person = colleagues.recruiter.person
    for place in range(number):
        closed = clock.now() - (30 + 9 * place) * DAY
        is_filled = place % 6 != 5
        posts = 1 + place % 3
        vacancy = Vacancy(
            organisation_id=council.id, reference=new_reference(), state="filled" if is_filled else "unfilled",
            title=f"{SKETCHES[place % len(SKETCHES)].title} (made up, ended)", posts=posts,
            posts_filled=posts if is_filled else 0, closes_at=closed, public_from=closed - 21 * DAY,
            published_at=closed - 21 * DAY, changed_at=closed + 25 * DAY, created_by=person,
        )  # fmt: skip
        db.session.add(vacancy)
        db.session.flush()
        keys = {"organisation_id": council.id, "vacancy_id": vacancy.id}
        ended = clock.local(vacancy.changed_at).date()
        for late, kind in enumerate(("shortlist", "interviews", "decision")):
            due = clock.local(closed).date() + (7 + 7 * late) * DAY
            done = due + (place % 4 - 2) * DAY if (place + late) % 7 else None
            db.session.add(PromiseKept(**keys, kind=kind, due_on=due, done_on=done))
        why = {"reason": None, "following": None} if is_filled else {"reason": "none_suitable", "following": "later"}
        counted = {FROM[place % 6]: posts} if is_filled else {}
        db.session.add(Outcome(**keys, ended_on=ended, answered_by=person, **counted, **why))
        if is_filled and ended < clock.today() - 183 * DAY:
            gone = 0 if place % 3 else posts
            db.session.add(
                StillInPost(
                    **keys, filled_on=ended, appointed=posts, still=posts - gone, gone=gone, unknown=0,
                    answered_by=person, answered_at=clock.now(),
                )
            )  # fmt: skip
