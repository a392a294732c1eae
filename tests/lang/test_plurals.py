import pytest

from tqcheck.lang.plurals import known, needed, tells_number


@pytest.mark.parametrize(
    ("tag", "variant", "tells"),
    [
        ("en", "0", True), ("en", "1", False), ("pl", "0", True), ("pl", "2", False), ("ar", "2", True),
        ("ar", "3", False), ("ja", "0", False), ("en", "=1", True), ("cs", "few", False), ("xx", "0", True),
    ],
)  # fmt: skip
def test_tells_number(tag: str, variant: str, tells: bool) -> None:
    assert tells_number(tag, variant) is tells


def test_categories() -> None:
    assert known("ar") == {"zero", "one", "two", "few", "many", "other"}
    assert needed("pl") == {"one", "few", "many"}
    assert known("xx") == frozenset()
