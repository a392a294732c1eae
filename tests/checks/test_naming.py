"""Checks by code, by the beginning of a code, by name."""

import pytest

from tqcheck.checks import rules
from tqcheck.checks.naming import matching
from tqcheck.errors import UsageError


def test_by_code_name_and_beginning() -> None:
    assert [r.code for r in matching("acc101")] == [r.code for r in matching("number-mismatch")] == ["ACC101"]
    assert {r.code[:3] for r in matching("LNG")} == {"LNG"}
    assert matching("all") == rules()


@pytest.mark.parametrize(("word", "mend"), [("", "checks"), ("XYZ", "checks"), ("number-mismach", "ACC101")])
def test_what_names_no_check(word: str, mend: str) -> None:
    with pytest.raises(UsageError) as raised:
        matching(word)
    assert mend in str(raised.value.mend)
