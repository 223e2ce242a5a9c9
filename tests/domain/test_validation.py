from __future__ import annotations

import pytest

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.validation import mail_address


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("an@skhcn.gov.vn", "an@skhcn.gov.vn"), (" a.b-c+d@x-y.vn ", "a.b-c+d@x-y.vn"), ("", None), ("  ", None)],
)
def test_an_address_is_kept_as_typed_and_an_empty_one_is_none(typed: str, stored: str | None) -> None:
    assert stored == mail_address(typed)


@pytest.mark.parametrize(
    "typed",
    ["x", "x@y", "@y.vn", "a b@y.vn", "a@y.vn, b@y.vn", "thư@y.vn", "An <a@y.vn>", "a@.vn", "a..b@y.vn", "a@b@y.vn"],
)
def test_an_address_that_no_letter_reaches_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        mail_address(typed)
