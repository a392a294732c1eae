"""XLIFF as a stream of units, each with the segments that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tqcheck.errors import UnreadableError
from tqcheck.formats import ReadOptions, xliff1, xliff2
from tqcheck.formats.xliff_context import Context, asked, is_ours, language
from tqcheck.formats.xml_encoding import recoded
from tqcheck.formats.xml_stream import Node, events
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A major version of XLIFF."""

    major: int
    unit: str
    prefixes: dict[str, str]
    read_unit: Callable[[Node, Context], Iterator[Segment | Skip]]


_FIRST = Dialect(
    major=1, unit=xliff1.UNIT, prefixes=dict.fromkeys(xliff1.NAMESPACES, ""), read_unit=xliff1.read_unit
)  # fmt: skip
_SECOND = Dialect(
    major=2,
    unit=xliff2.UNIT,
    prefixes={**dict.fromkeys(xliff2.NAMESPACES, ""), **xliff2.MODULES},
    read_unit=xliff2.read_unit,
)


def dialect(opened: Opened, encoding: str) -> Dialect:
    """Return the version of a file. Raises UnreadableError when it is not XLIFF, or of a version unknown here."""
    with recoded(opened, encoding) as stream:
        root = next(node for _, node in events(stream.read, opened.path, whole=frozenset(), prefixes={}))
    namespace, _, name = root.name.rpartition(" ")
    version = root.attributes.get("version", "")
    if name != "xliff":
        message = f"the root element is <{name}>, not <xliff>."
        raise UnreadableError(message, path=opened.path, line=root.line, mend="Say what it is with --format.")
    if namespace in xliff1.NAMESPACES or (not namespace and version.startswith("1.")):
        return _FIRST
    if namespace in xliff2.NAMESPACES or (not namespace and version.startswith("2.")):
        return _SECOND
    message = f"XLIFF of an unknown version (version “{version[:20]}”, namespace “{namespace[:80]}”)."
    raise UnreadableError(message, path=opened.path, line=root.line, mend="Export it as XLIFF 1.2 or 2.0.")


def units(
    read: Callable[[int], bytes], path: str, version: Dialect, options: ReadOptions
) -> Iterator[tuple[Node, list[Segment | Skip]]]:
    """Yield each unit with its segments, in the order of the file. Memory: one unit, and the names of the files."""
    walk = _Walk(path, version, options)
    for kind, node in events(read, path, whole=frozenset({version.unit, "note"}), prefixes=version.prefixes):
        if kind == "open":
            walk.open(node)
        elif kind == "close":
            walk.close(node)
        elif node.name == version.unit:
            yield node, list(version.read_unit(node, walk.contexts[-1]))
        elif not is_ours(node) and node.text.strip():
            walk.note(node)


class _Walk:
    """Keeps what holds at the place where the parser is."""

    def __init__(self, path: str, version: Dialect, options: ReadOptions) -> None:
        self.path, self.version, self.options = path, version, options
        self.contexts = [Context(path=path, source_lang=options.source_lang, target_lang=options.target_lang)]
        self.files: set[str] = set()
        self.root: Node | None = None

    def open(self, node: Node) -> None:
        if self.root is None:
            self.root = node
        if node.name == "file":
            self.contexts.append(self.of_file(node))
        elif node.name == "group":
            self.contexts.append(self.contexts[-1].inner(node))
        elif node.name == "slr:profiles":
            profile = node.attributes.get("generalProfile") or self.contexts[-1].size_profile
            self.contexts[-1] = replace(self.contexts[-1], size_profile=profile)

    def close(self, node: Node) -> None:
        if node.name in ("file", "group"):
            self.contexts.pop()

    def note(self, node: Node) -> None:
        now = self.contexts[-1]
        notes, suppressions = (*now.notes, node.text.strip()), (*now.suppressions, *asked(node))
        self.contexts[-1] = replace(now, notes=notes, suppressions=suppressions)

    def of_file(self, node: Node) -> Context:
        where, names = (node, ("source-language", "target-language"))
        if self.version.major == 2 and self.root is not None:
            where, names = (self.root, ("srcLang", "trgLang"))
        source, target = (where.attributes.get(n) for n in names)
        source = self.options.source_lang or (language(source, self.path, where.line) if source else None)
        target = self.options.target_lang or (language(target, self.path, where.line) if target else None)
        document = node.attributes.get("original") or node.attributes.get("id") or self.path
        return replace(
            self.contexts[0].inner(node),
            source_lang=source,
            target_lang=target,
            document=document,
            prefix=self.prefix(node.attributes.get("id") or document),
        )

    def prefix(self, name: str) -> str:
        first = not self.files
        name = f"{name}~{len(self.files) + 1}" if name in self.files else name
        self.files.add(name)
        return "" if first else f"{name}#"
