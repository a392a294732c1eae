import multiprocessing
import sqlite3

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


def test_a_broken_file_stops_nothing(tmp_path) -> None:
    path = tmp_path / "scores.sqlite"
    path.write_bytes(b"this is no database" * 100)
    cache = Cache(path)
    assert str(path) in cache.failure
    cache.keep([(b"a", b"b")])
    assert cache.found([b"a"]) == {}
    cache.close()


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
