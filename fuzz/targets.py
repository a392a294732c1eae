"""What is fuzzed: a function of bytes for each reader, the sentences, the checks and the reports.

A target returns for whatever is promised, and fails for the rest. What tests promise is asked through them. What a
target needs is imported in it: watching the branches of a module takes long to prepare.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / part) for part in (".", "checks", "documents", "formats", "reporters", "safety")]


from tqcheck import baseline, config, documents, formats, reporters  # noqa: E402  the paths stand above
from tqcheck.errors import TqcheckError, UsageError  # noqa: E402
from tqcheck.formats import ReadOptions  # noqa: E402
from tqcheck.formats.entry import Entry  # noqa: E402
from tqcheck.formats.glossary import read_terms  # noqa: E402
from tqcheck.model import Segment, Skip  # noqa: E402
from tqcheck.opening import Opened  # noqa: E402

Target = Callable[[Path, bytes], None]
"""Takes a folder for files and the bytes."""
OPTIONS = (
    ReadOptions(),
    ReadOptions(source_lang="en", target_lang="ar"),
    ReadOptions(source_lang="ja", target_lang="pt-BR", encoding="utf-16"),
    ReadOptions(target_lang="th", target_column="2", source_column="1"),
)
LANGUAGES = (None, "en", "fr", "de", "ar", "ja", "zh-Hant", "zh-Hans", "th", "hi", "sr-Latn", "tr", "mey", "ru", "pl")
LANGUAGES += ("he", "fa", "ko", "my", "km", "lo", "el", "hy", "fi", "hu", "es", "pt-BR", "it", "nl", "sv", "uk", "vi")
BETWEEN = "\x1f"
"""Stands between the texts of one input."""


def read(name: str, folder: Path, data: bytes) -> None:
    """Read a file of a format, whatever its bytes, and write the annotated copy."""
    path = folder / "file"
    path.write_bytes(data)
    options, chosen = OPTIONS[len(data) % len(OPTIONS)], formats.by_name(name)
    try:
        items: list[Any] = list(formats.read(str(path), options, format=name))
        if chosen.entries:
            items += chosen.entries(Opened(str(path), encoding=options.encoding), options)
    except UsageError:
        return
    except TqcheckError as error:
        assert str(path) in str(error)
        return
    for item in items:
        assert isinstance(item, Segment | Skip | Entry)
        if not isinstance(item, Skip):
            f"{item}".encode()
        if isinstance(item, Segment):
            for side, codes in (("source", item.source_codes), ("target", item.target_codes)):
                assert all(0 <= c.start < c.end <= len(item.text(side)) for c in codes)
    if chosen.write:
        chosen.write([], Opened(str(path), encoding=options.encoding), io.BytesIO())


def detect(folder: Path, data: bytes) -> None:
    """Find the format of any bytes, and read them as that."""
    path = folder / "file"
    path.write_bytes(data or b" ")
    try:
        read(formats.detect(str(path)).name, folder, data or b" ")
    except TqcheckError as error:
        assert str(path) in str(error)


def document(name: str, folder: Path, data: bytes) -> None:
    """Read a document and split it into sentences."""
    from test_documents_of_any_bytes import test_any_bytes as any_bytes_are_a_document

    any_bytes_are_a_document.hypothesis.inner_test(folder, name, data)
    try:
        blocks = documents.read(str(folder / "document"), format=name).blocks
    except TqcheckError:
        return
    for block in blocks:
        split(block.text, LANGUAGES[len(data) % len(LANGUAGES)])


def settings(loaded: Callable[[str], object], name: str, folder: Path, data: bytes) -> None:
    """Read a file that is no translation: a glossary, a baseline, a configuration."""
    path = folder / name
    path.write_bytes(data)
    try:
        loaded(str(path))
    except TqcheckError as error:
        assert str(path) in str(error) or isinstance(error, UsageError)


def texts(data: bytes, count: int) -> list[str]:
    """Return so many texts, of which some may be empty; bytes that are no UTF-8 are halves of surrogate pairs."""
    found = data.decode("utf-8", "surrogateescape").split(BETWEEN, count - 1)
    return found + [""] * (count - len(found))


def splitting(_folder: Path, data: bytes) -> None:
    """Find the sentences of a text in some language."""
    split(texts(data[1:], 1)[0], LANGUAGES[data[0] % len(LANGUAGES) if data else 0])


def split(text: str, language: str | None) -> None:
    """Find the sentences: nothing but white space stands between them."""
    from tqcheck.text.sentences import sentences

    place = 0
    for start, end in sentences(text, language):
        assert place <= start < end <= len(text)
        assert not text[place:start].strip()
        place = end
    assert not text[place:].strip()


def panel(folder: Path, data: bytes) -> None:
    """Ask every check about pairs in some languages."""
    from test_contract import test_any_text as any_text_is_checked

    from tqcheck.checks import rules

    del folder
    head, body = data[:3].ljust(3, b"\0"), data[3:]
    source, target, other, more = texts(body, 4)
    pairs = [(source, target), *([(other, more)] if other or more else [])]
    langs = [LANGUAGES[byte % len(LANGUAGES)] for byte in head[:2]]
    length = head[2] if head[2] % 4 == 0 else None
    for rule in rules():
        kept = [(None if head[2] % 4 == 1 and not rule.needs_source else s, t) for s, t in pairs]
        any_text_is_checked.hypothesis.inner_test(rule, kept, *langs, length)


def report(name: str, folder: Path, data: bytes) -> None:
    """Write a report of hostile texts."""
    from test_every_report import test_any_text as any_text_is_reported

    del folder
    any_text_is_reported.hypothesis.inner_test(name, *texts(data, 4))


@cache
def targets() -> dict[str, Target]:
    """Return every target by its name."""
    found: dict[str, Target] = {f"read-{name}": partial(read, name) for name in formats.NAMES}
    found |= {f"document-{name}": partial(document, name) for name in documents.NAMES}
    for suffix in ("csv", "tbx"):
        loaded: Callable[[str], object] = partial(read_terms, options=OPTIONS[1])
        found[f"glossary-{suffix}"] = partial(settings, loaded, f"terms.{suffix}")
    found["baseline"] = partial(settings, baseline.load, "baseline.json")
    found["names"] = partial(settings, lambda path: config.read_names([path]), "names.txt")
    found["config"] = partial(settings, lambda path: config.load(Path(path)), "tqcheck.toml")
    found |= {"detect": detect, "sentences": splitting, "checks": panel}
    shown = [name for name in reporters.NAMES if name not in reporters.BINARY]
    return found | {f"report-{name}": partial(report, name) for name in shown}


def seeds(name: str) -> Iterator[bytes]:
    """Yield what fuzzing begins with: small files of the format, and the cases of the checks."""
    from test_any_line import FILES

    from tqcheck.checks import rules
    from tqcheck.checks.cases import cases

    kind, _, what = name.partition("-")
    if kind in {"read", "detect"}:
        yield from (FILES[each].encode() for each in ([what] if what in FILES else FILES))
        for path in sorted((ROOT / "tests" / "formats" / "files").iterdir()):
            if what in {formats.SUFFIXES.get(path.suffix), ""}:
                yield path.read_bytes()[:8_000]
    elif kind == "document":
        for path in sorted((ROOT / "corpora").rglob("*.*")):
            if path.suffix in documents.by_name(what).suffixes:
                yield path.read_bytes()[:4_000]
    elif kind in {"checks", "sentences"}:
        for segment in (s for rule in rules() for case in cases(rule) for s in case.segments):
            langs = bytes(_number(tag) for tag in (segment.source_lang, segment.target_lang))
            text = f"{segment.source or ''}{BETWEEN}{segment.target}"
            yield (langs + b"\x02" if kind == "checks" else langs[1:]) + text.encode("utf-8", "surrogateescape")
    elif kind == "report":
        yield BETWEEN.join(("Un texte.", "A text.", "news/a.tsv", "A \x1b[2J message <b>")).encode()


def _number(tag: str | None) -> int:
    return LANGUAGES.index(tag) if tag in LANGUAGES else 0
