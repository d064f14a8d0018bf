"""People of an organisation, signed in."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.organisations.tables import Organisation
from tests.builders.accounts import a_member, sign_in
from tests.builders.organisations import an_organisation

SignIn = Callable[..., Account]


@pytest.fixture
def fife(client: FlaskClient) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def signed_in(client: FlaskClient, fife: Organisation) -> SignIn:
    """signed_in(Role...) or signed_in(account=account): whoever the browser is from now on; a recruiter by default."""

    def sign(*roles: Role, account: Account | None = None) -> Account:
        account = account or a_member(fife, *roles)
        sign_in(client, account)
        return account

    return sign
