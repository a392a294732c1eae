import pytest

import tqcheck as tq
from tqcheck.report import Report

PAIRS = [
    ("Der Bericht ist fertig.", "The the report is ready."),
    ("Er wartet 30 Sekunden.", "He waits 13 seconds."),
    ("Die Tür bleibt heute geschlossen.", "The door stays closed today."),
    ("Guten Tag.", ""),
]


@pytest.fixture
def report() -> Report:
    return tq.check(PAIRS, source_lang="de", target_lang="en")
