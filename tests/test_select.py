import pytest

from tqcheck.config import Config
from tqcheck.errors import UsageError
from tqcheck.model import Term
from tqcheck.select import plan

TERM = Term(source="invoice", target="Rechnung", source_lang="en", target_lang="de")


def codes(config: Config, **given) -> set[str]:
    return {rule.code for rule, _ in plan(config, **given).checks}


def test_checks_of_terms_run_only_with_terms() -> None:
    assert not {c for c in codes(Config()) if c.startswith("TRM")}
    assert "TRM101" in codes(Config(), terms=(TERM,))


def test_asking_for_terms_without_a_glossary_is_an_error() -> None:
    with pytest.raises(UsageError, match="--glossary"):
        plan(Config(select=("TRM",)))


def test_select_and_ignore() -> None:
    assert codes(Config(select=("MKP",), ignore=("access-key",))) == {
        c for c in codes(Config()) if c.startswith("MKP") and c != "MKP502"
    }
