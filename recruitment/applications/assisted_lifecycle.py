"""The moves of an application that staff entered for somebody, as data."""

from typing import Final

from recruitment.core.lifecycle import Lifecycle, moves
from recruitment.vacancies.redeployment_tables import HR

UNCONFIRMED: Final = ("unconfirmed", "disputed")
# Until the person has confirmed it, staff may put right what they entered.
CORRECTABLE: Final = ("entering", *UNCONFIRMED)

ASSISTED: Final = Lifecycle(
    "entered application",
    start="entering",
    table=(
        *moves("entering", "hand_in", "unconfirmed", HR, "Hand in"),
        # By the link, or as staff say that the person has done so by letter; whoever takes it into an account confirms.
        *moves(UNCONFIRMED, "confirm", "confirmed", ("token", "candidate", *HR), "Confirm"),
        *moves(UNCONFIRMED, "dispute", "disputed", ("token",), "Say what is wrong", "entered_disputed"),
        # Put right, and sent to the person once more.
        *moves(UNCONFIRMED, "ask_again", "unconfirmed", HR, "Ask to confirm again", "application_entered"),
    ),
)
STATE_NAMES: Final = {
    "entering": "Being entered",
    "unconfirmed": "Not confirmed yet",
    "disputed": "The person says that something is wrong",
    "confirmed": "Confirmed by the person",
}
RECEIVED_BY: Final = {"paper": "On paper", "telephone": "By telephone", "in_person": "In person", "other": "Otherwise"}
CONFIRMED_BY: Final = {
    "link": "By the link in our email",
    "letter": "By a signed letter",
    "telephone": "By telephone",
    "in_person": "In person",
    "account": "By taking it into their account",
}
# What staff record; the others happen by themselves.
RECORDED_BY: Final = ("letter", "telephone", "in_person")
