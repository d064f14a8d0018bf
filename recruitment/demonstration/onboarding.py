"""A made-up body that asks to join, one that is suspended, a national pay table, and stories that nobody lived."""

from collections.abc import Mapping
from decimal import Decimal
from importlib import resources

from recruitment.accounts.joining import ask_back, ask_to_join, confirm, holder_of, reply
from recruitment.accounts.onboarding import bring_in
from recruitment.accounts.queries import account_by_email
from recruitment.applications.pausing import suspend
from recruitment.core.spreadsheets import read_sheet
from recruitment.core.viewers import Operator, Post, Public, Role, Staff
from recruitment.demonstration.accounts import Colleagues
from recruitment.demonstration.pay import first_of_april
from recruitment.organisations.national_pay import store_national_table
from recruitment.organisations.pages import Block, Place, edit, publish
from recruitment.organisations.pay_actions import Rates
from recruitment.organisations.pay_reading import MOST_ROWS, read_pay_rows
from recruitment.organisations.pay_tables import YEAR_WEEKS
from recruitment.organisations.tables import Organisation

OPERATOR = "operator@cosla.demo.example"
ADMINISTRATOR = "admin@{slug}.demo.example"
STORY = (
    ("Example Person, library assistant (made up)", "I came to the library for two weeks and stayed **nine years**. "
     "On Tuesdays it is the bounce and rhyme for babies, on Thursdays the job club.\n\nWhat I would tell you before "
     "you apply: you will know everybody by name."),
    ("Another Example, roads operative (made up)", "We are out at four when it snows. By eight the school buses run, "
     "and people wave.\n\n- The first winter is hard\n- The training is good\n- The team looks after you"),
)  # fmt: skip
CAREERS = (
    ("Begin here, stay here (made up)", "Most of our managers began in another post with us. We pay for training that "
     "the post needs, and you learn in working time."),
)  # fmt: skip


def show_onboarding(council: Organisation) -> None:
    """What an operator would find, and what people read about working for councils."""
    account = account_by_email(OPERATOR)
    administrator = account_by_email(ADMINISTRATOR.format(slug=council.slug))
    if account is None or administrator is None:
        raise ValueError("accounts come first")
    operator = Operator(account.id)
    _ask(operator)
    _suspend(operator)
    staff = Staff(administrator.id, (Post(council.id, frozenset({Role.ADMINISTRATOR})),))
    for slug, title, told in (("stories", "Stories from our staff", STORY), ("careers", "Careers here", CAREERS)):
        place = Place(slug, council.id)
        edit(staff, place, 0, title, [Block(heading, text) for heading, text in told])
        publish(staff, place, 1)


def _ask(operator: Operator) -> None:
    asked = ask_to_join(
        Public(), name="Example Fire and Rescue (made up)", kind="fire", website="https://www.fire.example",
        why="It was set up by an act of the Scottish Parliament. All of this is made up.", vacancies_a_year=120,
        contact_name="Example Asker", contact_email="asker@fire.example",
    )  # fmt: skip
    confirm(holder_of(asked), asked)
    ask_back(operator, asked, "Which act is it? (Made up.)")
    reply(holder_of(asked), asked, "The made-up act of the example year.")


def _suspend(operator: Operator) -> None:
    trust = bring_in(operator, "Example Leisure Trust (made up)", "leisure_trust", "https://www.trust.example")
    suspend(operator, trust, "Its adverts were for posts that were filled already. This is made up.")


def upload_national_tables(staff: Mapping[int, Colleagues]) -> None:
    """After councils have their own, which come first. The figures are plainly made up."""
    account = account_by_email(OPERATOR)
    if account is None or not staff:
        raise ValueError("accounts come first")
    for name, kind, file, hours in (
        ("National teachers’ table (made-up figures)", "teachers", "example_teachers.csv", 35),
        ("National chief officers’ table (made-up figures)", "chief_officers", "example_chief_officers.csv", 37),
    ):
        shipped = resources.files("recruitment.organisations") / "data" / file
        reading = read_pay_rows(read_sheet(shipped.read_bytes(), MOST_ROWS), Decimal(hours), YEAR_WEEKS)
        if reading.problems or reading.basis is None:
            raise ValueError(f"{file}: {reading.problems}")
        rates = Rates(first_of_april(), reading.basis, Decimal(hours), YEAR_WEEKS, reading.lines)
        store_national_table(Operator(account.id), name, kind, "a made-up body", rates)
