"""What the links beside signed-in pages lead to, by door: pages, and sections of pages that one page lists."""

from dataclasses import dataclass

from recruitment.applications.lifecycle import HIRING
from recruitment.core.viewers import Role, Staff
from recruitment.organisations.pay_actions import KEEPERS
from recruitment.selection.message_tables import WRITERS
from recruitment.vacancies.redeployment_tables import HR
from recruitment.vacancies.tables import DESK_ROLES

HANDS_OVER = (Role.ADMINISTRATOR, Role.RECRUITER)
ADMINISTRATORS = (Role.ADMINISTRATOR,)


@dataclass(frozen=True)
class Page:
    """`roles`: whose page it is, everybody's at this door when empty. `hint`: what it is for, on the section's page."""

    text: str
    href: str
    hint: str = ""
    roles: tuple[Role, ...] = ()

    def is_for(self, viewer: object) -> bool:
        return not self.roles or (isinstance(viewer, Staff) and bool(viewer.organisations_as(*self.roles)))


@dataclass(frozen=True)
class Section:
    """Pages that belong together; shown beside a page of the section, and listed at `href`."""

    text: str
    href: str
    pages: tuple[Page, ...]

    def pages_for(self, viewer: object) -> list[Page]:
        return [page for page in self.pages if page.is_for(viewer)]

    def is_for(self, viewer: object) -> bool:
        return bool(self.pages_for(viewer))


# What leads to internal jobs, and away from them.
INTERNAL = "/candidate/internal-vacancies"
YOUR_ACCOUNT = Page("Your account", "/account/")
PEOPLE = Section("People", "/employer/people", (
    Page("Offers", "/employer/offers", "What is out, what is due, and whose first day comes", HIRING),
    Page("Checks", "/employer/checks", "Who has an offer and cannot start yet, and what each waits for", HIRING),
    Page("Hand over to payroll", "/employer/hand-over", "Who was appointed, as a file for payroll and HR", HANDS_OVER),
    Page("Reserve lists", "/employer/reserve", "Who could be appointed and agreed to wait for another post", HIRING),
    Page("Talent pool", "/employer/pool", "People who let employers find them", HR),
    Page("Your approaches", "/employer/approaches", "Whom you asked from the talent pool, and their answers", HR),
    Page("People at risk", "/employer/redeployment", "Colleagues at risk of redeployment, who hear of jobs first", HR),
    Page("Help to apply", "/employer/adjustments", "Adjustments that people asked for before they apply", HR),
))  # fmt: skip
ORGANISATION = Section("Organisation", "/employer/organisation", (
    Page("Staff", "/employer/staff", "Who works here, in which roles, and whom you invited", ADMINISTRATORS),
    Page("Absences", "/employer/absences", "Who approves for whom, and when", (Role.ADMINISTRATOR, Role.APPROVER)),
    Page("Departments", "/employer/departments", "The names that adverts choose from", ADMINISTRATORS),
    Page("Approval chains", "/employer/chains", "Who approves which adverts, step by step", ADMINISTRATORS),
    Page("Own rules", "/employer/rules", "Shortest advert, panels, hidden names, how long applications are kept",
         ADMINISTRATORS),
    Page("Pay tables", "/employer/pay-tables", "Grades and points, with the dates from which they hold", KEEPERS),
    Page("Public profile", "/employer/profile", "What jobseekers read about you, with your logo", ADMINISTRATORS),
    Page("Pages about working here", "/employer/pages", "Careers, stories and benefits in your own words",
         ADMINISTRATORS),
    Page("Email domains", "/employer/email-domains", "Which work addresses open internal jobs", ADMINISTRATORS),
    Page("Removal of applications", "/employer/retention", "What has had its time, and goes next", ADMINISTRATORS),
    Page("Keys for your HR system", "/employer/api-keys", "For programs that write drafts or read", ADMINISTRATORS),
    Page("Reported adverts", "/employer/reports", "What the public told you about your adverts"),
))  # fmt: skip
BY_DOOR: dict[str, tuple[Page | Section, ...]] = {
    "account": (
        YOUR_ACCOUNT,
        Page("Change password", "/account/change-password"),
        Page("Change email address", "/account/change-email"),
        Page("Second factor", "/account/two-factor"),
    ),
    "candidate": (
        Page("Your applications", "/candidate/"),
        Page("Messages", "/candidate/messages"),
        Page("Your dates", "/candidate/calendar"),
        Page("Saved jobs", "/saved"),
        Page("Your profile", "/candidate/profile"),
        Page("Your job alerts", "/candidate/alerts"),
        Page("Talent pool", "/candidate/pool"),
        Page("Internal jobs", INTERNAL),
        Page("Your emails", "/candidate/notifications"),
        Page("Your data", "/candidate/your-data"),
        Page("Find a job", "/vacancies"),
        YOUR_ACCOUNT,
    ),
    "employer": (
        Page("Desk", "/employer/"),
        Page("Adverts", "/employer/vacancies"),
        Page("Messages", "/employer/messages", roles=WRITERS),
        PEOPLE,
        Page("Advertising", "/employer/advertising", roles=DESK_ROLES),
        Page("Figures", "/employer/figures"),
        ORGANISATION,
        YOUR_ACCOUNT,
    ),
    "cosla": (
        Page("Figures", "/cosla/figures"),
        Page("Programme register", "/cosla/register"),
        YOUR_ACCOUNT,
    ),
}
# The list is anyone's; whoever has signed in reads it among their pages.
BY_DOOR["saved"] = BY_DOOR["candidate"]
FOR_OPERATORS = (
    Page("Organisations", "/cosla/organisations"),
    Page("Email domains", "/cosla/email-domains"),
    Page("Requests to join", "/cosla/requests"),
    Page("National pay tables", "/cosla/pay-tables"),
    Page("Facts about advertising", "/cosla/advertising"),
    Page("Working for councils", "/cosla/pages"),
    Page("People", "/cosla/people"),
)
