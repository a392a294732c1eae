"""Every wrong use ends with one line that says what, where and how to mend it; nothing ends with a traceback."""

import sys

import pytest

from tqcheck.cli import commands, main

ONLY = ("--select", "doubled-word", "--target-lang", "en")


@pytest.mark.parametrize(("arguments", "said"), [
    (["chek"], "No such command 'chek'. Did you mean"),
    (["check", "--profil", "ci"], "No such option: --profil"),
    (["check", "-", "--select", "doubled-wrd"], "there is no check 'doubled-wrd'. Did you mean LNG102 doubled-word?"),
    (["check", "pairs.jsonl", "--ignore", "LNG1O2"], "there is no check 'LNG1O2'. Did you mean LNG102"),
    (["check", "pairs.jsonl", "--select", "qqqq"], "there is no check 'qqqq'. `tqcheck checks` lists them all."),
    (["check", "pairs.jsonl", *ONLY, "--ignore", "ALL"], "no check is selected."),
    (["check", "pairs.jsonl", "--profile", "cii"], "there is no profile 'cii'. Did you mean 'ci'?"),
    (["check", "pairs.jsonl", "--fail-on", "mayor"], "fail-on is 'mayor'. Did you mean 'major'?"),
    (["check", "pairs.jsonl", "--fail-on", "x"], "fail-on is 'x'. It may be info, minor, major, critical or never."),
    (["check", "pairs.jsonl", "--show", "few"], "--show takes a number or all, not 'few'."),
    (["check", "pairs.jsonl", "--output-format", "jsnl"], "there is no output format 'jsnl'. Did you mean 'jsonl'?"),
    (["check", "pairs.jsonl", "--format", "xlif"], "unknown format 'xlif'. Did you mean 'xliff'?"),
    (["check", "pairs.jsonl", "--target-lang", "klingon"], "unknown language tag 'klingon'."),
    (["check", "pairs.jsonl", "--encoding", "utf9"], "unknown encoding 'utf9'."),
    (["check", "pairs.jsonl", "--config", "gone.toml"], "gone.toml: cannot be read: No such file or directory."),
    (["check", "--source", "pairs.jsonl"], "--source needs --target."),
    (["check", "*.po"], "*.po: no file matches this pattern."),
    (["check", ".git"], ".git: there is no file of a known format in this folder."),
    (["explain", "LNG102x"], "there is no check 'LNG102x'. Did you mean LNG102 doubled-word?"),
    (["explain"], "Missing argument"),
    (["checks", "--output-format", "xml"], "there is no output format 'xml'."),
])  # fmt: skip
def test_wrong_usage(tqcheck, pairs, arguments, said) -> None:  # noqa: ARG001  the file stands where the arguments say
    ended = tqcheck(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"tqcheck: error: {said}"), ended.err
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["text", "json", "jsonl"])
def test_nothing_is_written_when_the_run_cannot_begin(tqcheck, pairs, name) -> None:
    ended = tqcheck("check", pairs, "--select", "doubled-wrd", "--output-format", name)
    assert (ended.code, ended.out) == (2, "")


def test_no_input_at_a_terminal(tqcheck, monkeypatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    ended = tqcheck("check")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "tqcheck: error: nothing to check. Name a file, a folder, or - for standard input.\n"


def test_only_unreadable_input(tqcheck) -> None:
    ended = tqcheck("check", "gone.po", *ONLY)
    assert ended.code == 3
    assert ended.err == "tqcheck: error: gone.po: there is no such file. Check the name.\n"
    assert "No segment was checked." in ended.out


def test_no_command_shows_the_help(tqcheck) -> None:
    ended = tqcheck()
    assert ended.code == 2
    assert "explain" in ended.out


def failing(error):
    def work(*_arguments, **_more):
        raise error

    return lambda **_arguments: work


@pytest.mark.parametrize(("error", "code", "said"), [
    (KeyboardInterrupt(), 130, ""),
    (ZeroDivisionError("oh\nno"), 3, "tqcheck: error: internal error: ZeroDivisionError: oh no."),
    (PermissionError(13, "Permission denied", "a.po"), 3, "tqcheck: error: a.po: Permission denied."),
    (OSError(28, "No space left on device"), 3, "tqcheck: error: input or output: No space left on device."),
])  # fmt: skip
def test_what_goes_wrong_inside(monkeypatch, capsys, error, code, said) -> None:
    monkeypatch.delenv("TQCHECK_TRACEBACK", raising=False)
    monkeypatch.setattr(commands, "app", failing(error))
    assert main(["check"]) == code
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert len(err.splitlines()) == (1 if said else 0)


def test_a_traceback_for_those_who_ask(monkeypatch) -> None:
    monkeypatch.setenv("TQCHECK_TRACEBACK", "1")
    monkeypatch.setattr(commands, "app", failing(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main(["check"])
