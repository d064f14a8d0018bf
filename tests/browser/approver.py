"""An approver reads an advert as a jobseeker will, and decides."""

from tests.browser.mailbox import open_letter
from tests.browser.recruiter import Post
from tests.browser.visitor import Visitor


def return_advert(approver: Visitor, post: Post, reason: str) -> None:
    _come_by_letter(approver, post)
    approver.press("Return to its author", refused=422)
    approver.fill({"What should change?": reason})
    approver.press("Return to its author")
    approver.sees("The advert is returned to its author")


def approve_advert(approver: Visitor, post: Post) -> None:
    approver.open("/employer/")
    approver.follow(post.title, approver.page.get_by_role("region", name="To approve"))
    approver.follow("Read and decide")
    approver.sees("Your decision")
    approver.press("Approve")
    approver.sees("The advert is approved. A recruiter can publish it now.")


def _come_by_letter(approver: Visitor, post: Post) -> None:
    open_letter(approver, f"approver@{post.council_slug}.demo.example", f"For your approval: {post.title}")
    approver.follow("Read the advert")
    approver.sees("sent this advert for your approval", post.title)
