from tqcheck.checks import rules
from tqcheck.checks.measures import _figures, measure
from tqcheck.checks.pages import page


def test_every_check_that_was_measured_says_so_on_its_page() -> None:
    for rule in rules():
        said = measure(rule.code)
        assert (said is None) == ("## How often it fires" not in page(rule))


def test_figures_are_rates_of_known_checks() -> None:
    known = {rule.code for rule in rules()}
    for code, figures in _figures().items():
        if code != "segments":
            assert code in known
            assert all(0 <= rate <= 1000 for rate in figures.values())
            assert figures["loud"] <= figures["professional"]


def test_an_unmeasured_check_says_nothing() -> None:
    assert measure("XXX999") is None
