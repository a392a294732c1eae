"""A folder to work in, and the command line as a function."""

import pytest

from tqcheck.cli import main


class Ended:
    """How a command ended."""

    def __init__(self, code, captured) -> None:
        self.code, self.out, self.err = code, captured.out, captured.err


@pytest.fixture
def tqcheck(tmp_path, monkeypatch, capsys):
    """Run the command line in an empty folder, away from any configuration, as if nothing were a terminal."""
    (tmp_path / ".git").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Ended:
        return Ended(main(arguments), capsys.readouterr())

    return run


@pytest.fixture
def pairs(tmp_path):
    """A file of three pairs: a doubled word (minor) in the second, the others without a fault."""
    path = tmp_path / "pairs.jsonl"
    path.write_text(
        '{"id": "a", "source": "Bonjour.", "target": "Hello."}\n'
        '{"id": "b", "source": "Le train part.", "target": "The the train leaves."}\n'
        '{"id": "c", "source": "Merci.", "target": "Thanks."}\n',
        encoding="utf-8",
    )
    return str(path)
