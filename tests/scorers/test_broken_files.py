"""Caches and models with broken bytes: read again, or refused with the name of the file; never a crash."""

import hashlib
import json
import shutil
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tqcheck.errors import ModelError
from tqcheck.model import Segment
from tqcheck.scorers import open_scorer
from tqcheck.scorers.folder import FILES, ModelFolder
from tqcheck.scorers.record import Record

SEGMENT = Segment(id="1", source="le chat dort.", target="the cat sleeps.", source_lang="fr", target_lang="en")


def read(model, cache):
    scorer = open_scorer(str(model), cache=cache)
    (reading,) = scorer.read([SEGMENT])
    return reading, scorer.close()


@pytest.mark.parametrize("value", [b"", b"\0", b"\xff" * 16, b"\xff" * 37, bytes(16) + b"\xff" * 19, bytes(15)])
def test_a_value_that_is_no_record_is_made_again(model, tmp_path, value) -> None:
    cache = tmp_path / "scores.sqlite"
    first, _ = read(model, cache)
    connection = sqlite3.connect(cache)
    connection.execute("UPDATE readings SET value = ?", (value,))
    connection.commit()
    connection.close()
    again, failure = read(model, cache)
    assert failure is None
    assert again.scores == first.scores
    assert again.words == first.words
    assert read(model, cache)[0].scores == first.scores


@pytest.mark.parametrize("place", [0, 20, 100, 4_096, 5_000, 8_192])
def test_a_cache_with_broken_pages_stops_nothing(model, tmp_path, place) -> None:
    cache = tmp_path / "scores.sqlite"
    first, _ = read(model, cache)
    data = bytearray(cache.read_bytes())
    data[place : place + 2_000] = b"\x5a" * len(data[place : place + 2_000])
    cache.write_bytes(data)
    again, failure = read(model, cache)
    assert again.scores == first.scores
    assert failure is None or "database" in failure or "malformed" in failure


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_a_record_or_none(data) -> None:
    try:
        found = Record.unpacked(data)
    except ValueError:
        return
    assert all(-1 <= match < len(found.words) for match in found.words["match"].tolist())


@settings(
    max_examples=40, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(name=st.sampled_from(FILES[1:]), place=st.floats(0, 0.999), bit=st.integers(0, 7), cut=st.booleans())
def test_a_model_whose_files_are_not_those_published_is_refused(  # noqa: PLR0913, PLR0917  what hypothesis draws
    model, tmp_path, name, place, bit, cut
) -> None:
    folder = tmp_path / "model"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(model, folder)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["sha256"] = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in FILES[1:]}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    assert ModelFolder.open(folder)
    data = bytearray((folder / name).read_bytes())
    at = int(place * len(data))
    if cut:
        del data[at:]
    else:
        data[at] ^= 1 << bit
    (folder / name).write_bytes(data)
    with pytest.raises(ModelError, match="damaged") as error:
        ModelFolder.open(folder)
    assert str(folder / name) in str(error.value)
