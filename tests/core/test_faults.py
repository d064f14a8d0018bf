"""A fault of the database is logged without the values it repeats."""

import logging

import pytest
from sqlalchemy.exc import IntegrityError

from recruitment.core.faults import speechless
from tests.builders.accounts import an_account


@pytest.mark.dialect
@pytest.mark.usefixtures("database")
def test_an_address_is_not_repeated_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    # Put together, because a traceback shows source lines.
    address = "@".join(("somebody", "test.example"))
    an_account(address)
    with pytest.raises(IntegrityError) as found:
        an_account(address)
    logging.getLogger("recruitment").error("fault", exc_info=speechless(found.value))
    assert "IntegrityError" in caplog.text
    assert address not in caplog.text
