"""Which two of a TMX file's languages are meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions
from tqcheck.formats.xml_encoding import recoded
from tqcheck.formats.xml_stream import Node, events
from tqcheck.lang.tags import canonical, language, script
from tqcheck.opening import Opened

PREFIXES = dict.fromkeys(("http://www.lisa.org/tmx14", "http://www.lisa.org/tmx13", "http://www.lisa.org/tmx"), "")


@dataclass(frozen=True, slots=True)
class Pair:
    """The tags that count as source and as target; of several in one unit the first in this order is taken."""

    source: tuple[str, ...]
    target: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' or '.join(self.source)} and {' or '.join(self.target)}"


def choose(opened: Opened, encoding: str, options: ReadOptions) -> Pair:
    """Return the pair that the user asks for, or that the file leaves no doubt about.

    It reads the whole file once, since only then its languages are known; memory: their names. Raises
    UnreadableError when it is not TMX, UsageError, which lists its languages, when the pair is not in it or not clear.
    """
    header, found = _survey(opened, encoding)
    asked = options.source_lang or (None if header in ("", "*all*") else tag(header))
    source = _matching(asked, found) if asked else ()
    target = _matching(options.target_lang, found) if options.target_lang else ()
    source = tuple(t for t in source if t not in target) or source
    if not target and not options.target_lang and source:
        target = _only_other(source, found)
    if not source and not asked and target:
        source = _only_other(target, found)
    if found and not (source and target):
        raise _unclear(opened.path, found, [t for t in (asked, options.target_lang) if t and not _matching(t, found)])
    return Pair(source, target)


def spoken(variant: Node) -> str:
    """Return the canonical tag of a `<tuv>`, as it is where there is no such language; empty where it has none."""
    return tag(variant.attributes.get("xml:lang") or variant.attributes.get("lang") or "")


def tag(raw: str) -> str:
    """Return the canonical form of a tag, or the tag itself when no such language is known."""
    try:
        return canonical(raw) if raw else ""
    except UsageError:
        return raw


def _survey(opened: Opened, encoding: str) -> tuple[str, tuple[str, ...]]:
    header, root, found = "", None, dict[str, None]()
    with recoded(opened, encoding) as stream:
        for kind, node in events(stream.read, opened.path, whole=frozenset(), prefixes=PREFIXES):
            if root is None:
                root = node
                _demand_tmx(node, opened.path)
            if kind == "open" and node.name == "tuv":
                found[spoken(node)] = None
            elif kind == "open" and node.name == "header":
                header = node.attributes.get("srclang", "").strip()
    return header, tuple(t for t in found if t)


def _demand_tmx(root: Node, path: str) -> None:
    if root.name != "tmx":
        message = f"the root element is <{root.name[:80]}>, not <tmx>."
        raise UnreadableError(message, path=path, line=root.line, mend="Say what it is with --format.")


def _matching(asked: str, found: Iterable[str]) -> tuple[str, ...]:
    """Return the exact tag; else those of the same language, in the same script if there are such."""
    if asked in found:
        return (asked,)
    near = tuple(t for t in found if language(t) == language(asked))
    return tuple(t for t in near if _script(t) == _script(asked)) or near


def _script(name: str) -> str | None:
    try:
        return script(name)
    except ValueError:
        return None


def _only_other(these: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, ...]:
    others = tuple(t for t in found if t not in these)
    return others if len(others) == 1 else ()


def _unclear(path: str, found: tuple[str, ...], missing: list[str]) -> UsageError:
    held = ", ".join(sorted(found))
    message = f"it holds {held}, but not {' or '.join(missing)}." if missing else f"it holds {held}: which two?"
    return UsageError(message, path=path, mend="Choose with --source-lang and --target-lang.")
