import multiprocessing
import os
import sqlite3
import subprocess
import sys

import pytest

from tqcheck.cache import Cache


def test_what_is_kept_is_found_by_the_next_run(tmp_path) -> None:
    first = Cache(tmp_path / "deep" / "scores.sqlite")
    keys = [bytes([i % 256, i // 256]) for i in range(1200)]
    first.keep((key, key * 3) for key in keys)
    first.close()
    second = Cache(tmp_path / "deep" / "scores.sqlite")
    assert second.found([*keys, b"other"]) == {key: key * 3 for key in keys}
    assert second.failure is None
    second.close()


def test_old_entries_make_room(tmp_path) -> None:
    path = tmp_path / "scores.sqlite"
    cache = Cache(path, limit=200_000)
    cache.keep((i.to_bytes(4), bytes(1000)) for i in range(400))
    cache.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM readings").fetchone() == (300,)
    connection.close()


def _noise(data: bytes) -> bytes:
    return data[:4096] + bytes(i * 89 % 251 for i in range(8192)) + data[12_288:]


BROKEN = {
    "no database": lambda _data: b"this is no database" * 100,
    "cut short": lambda data: data[: len(data) // 2 + 100],
    "noise inside": _noise,
    "noise at the beginning": lambda data: b"x" * 100 + data[100:],
    "the pages after the first": lambda data: data[:4096] + bytes(len(data) - 4096),
}


def _filled(path) -> dict[bytes, bytes]:
    values = {i.to_bytes(4): bytes([i % 251]) * 300 for i in range(400)}
    cache = Cache(path)
    cache.keep(values.items())
    cache.close()
    assert cache.failure is None
    return values


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_set_aside_and_a_new_one_begun(tmp_path, broken) -> None:
    path = tmp_path / "scores.sqlite"
    values = _filled(path)
    data = broken(path.read_bytes())
    path.write_bytes(data)
    cache = Cache(path)
    found = cache.found(list(values))
    assert found.items() <= values.items()
    cache.keep(values.items())
    assert cache.found(list(values)) == values
    cache.close()
    assert str(path) in cache.failure
    assert "it is now scores.sqlite.broken, and a new one was begun" in cache.failure
    assert len((tmp_path / "scores.sqlite.broken").read_bytes()) >= len(data) - 4096
    again = Cache(path)
    assert again.found(list(values)) == values
    again.close()
    assert again.failure is None


@pytest.mark.parametrize(
    "made",
    ["CREATE TABLE readings (id INTEGER)", "CREATE VIEW readings AS SELECT 1 AS key",
     "CREATE TABLE readings (key BLOB PRIMARY KEY, day INTEGER, value BLOB, more BLOB)"],
)  # fmt: skip
def test_a_table_of_another_form_is_set_aside(tmp_path, made) -> None:
    path = tmp_path / "scores.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(made)
    connection.close()
    cache = Cache(path)
    cache.keep([(b"a", b"b")])
    cache.keep([(b"c", b"d")])
    cache.close()
    assert "a new one was begun" in cache.failure
    assert (tmp_path / "scores.sqlite.broken").exists()
    again = Cache(path)
    assert again.found([b"c"]) == {b"c": b"d"}
    again.close()


def test_an_empty_file_is_a_new_one(tmp_path) -> None:
    path = tmp_path / "scores.sqlite"
    path.touch()
    _filled(path)


def test_a_folder_in_its_place_stays(tmp_path) -> None:
    (tmp_path / "scores.sqlite" / "mine").mkdir(parents=True)
    cache = Cache(tmp_path / "scores.sqlite")
    cache.keep([(b"a", b"b")])
    assert cache.found([b"a"]) == {}
    cache.close()
    assert str(tmp_path) in cache.failure
    assert [p.name for p in tmp_path.iterdir()] == ["scores.sqlite"]


def test_a_file_that_may_not_be_written_stays(tmp_path, monkeypatch) -> None:
    path = tmp_path / "scores.sqlite"
    _filled(path)
    before = path.read_bytes()
    connect = sqlite3.connect
    monkeypatch.setattr(  # root may write anything, so the mode of the file would not do
        sqlite3, "connect", lambda path, **more: connect(f"{path.as_uri()}?mode=ro", uri=True, **more)
    )
    cache = Cache(path)
    cache.keep([(b"a", b"b")])
    cache.close()
    assert "readonly" in cache.failure
    assert path.read_bytes() == before
    assert not (tmp_path / "scores.sqlite.broken").exists()


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_full_disk_stops_nothing(tmp_path) -> None:
    path = tmp_path / "scores.sqlite"
    program = (
        "import resource, sys, pathlib; from tqcheck.cache import Cache\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "cache = Cache(pathlib.Path(sys.argv[1]))\n"
        "for i in range(99): cache.keep([(bytes([i]), bytes(4_000))])\n"
        "cache.close(); print(cache.failure)"
    )
    ended = subprocess.run(
        [sys.executable, "-B", "-c", program, str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    assert "disk" in ended.stdout
    assert "new one" not in ended.stdout


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert Cache(tmp_path / "file" / "scores.sqlite").failure


def _write(path, number) -> None:
    cache = Cache(path)
    for i in range(30):
        cache.keep([(bytes([number, i]), bytes([number]))])
    cache.close()
    assert cache.failure is None


def test_runs_at_the_same_time_share_it(tmp_path) -> None:
    path = tmp_path / "scores.sqlite"
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=_write, args=(path, n)) for n in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
        assert run.exitcode == 0
    cache = Cache(path)
    assert len(cache.found([bytes([n, i]) for n in range(3) for i in range(30)])) == 90
    cache.close()
