"""YAML as a tree that knows where everything stands: only its events are read, so nothing is ever made of a tag.

PyYAML with libyaml tells the events; it is 15 times as fast as what is written in Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn

import yaml

from tqcheck.errors import UnreadableError
from tqcheck.formats.tree import MAX_DEPTH, Member, Value
from tqcheck.formats.whole_text import Lines
from tqcheck.formats.yaml_comments import Comments

MAX_EXPANDED = 1_000_000
"""Values, once every alias is replaced by what it names: more is an attack."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_WORD_OF_TRUTH = re.compile(r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF")
_NUMBER = re.compile(
    r"[-+]?(?:0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+|\.inf)"
)
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?")
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_START = re.compile(r"\S+\s*")
_STR = "tag:yaml.org,2002:str"
_MENDS = {
    "found character that cannot start any token": "Put the text in quotation marks; indent with spaces, not tabs.",
    "mapping values are not allowed in this context": "Put a text with a colon in quotation marks; look at the indent.",
    "did not find expected key": "Double a quotation mark within a text; look at the indent.",
    "could not find expected ':'": "A key lacks its colon, or a text its quotation marks.",
    "found unexpected end of stream": "A quotation mark is not closed.",
}


def parse(text: str, path: str) -> tuple[Value, int | None]:
    """Return the first document, and the place of a second one. Raises UnreadableError, with the line and a mend."""
    return _Parser(text, path).whole()


class _Parser:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        if wrong := _REFUSED.search(text):
            self.fail(f"the control character U+{ord(wrong.group()):04X}", wrong.start(), "Take it out.")
        self.comments = Comments(text)
        self.anchors: dict[str, Value] = {}
        self.sizes: dict[int, int] = {}
        """How many values a finished one holds, aliases followed, by its identity; each is in the tree."""
        self.events = self.told()

    def told(self) -> Iterator[yaml.Event]:
        """Yield the events. Their places count code points."""
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                if isinstance(event, yaml.ScalarEvent):
                    self.comments.no_comment(*_span(event))
                yield event
        except yaml.YAMLError as error:
            if not isinstance(error, yaml.MarkedYAMLError):
                raise UnreadableError(f"invalid YAML: {error}.", path=self.path, mend="Mend the YAML.") from error
            mark = error.problem_mark or error.context_mark
            context = error.context_mark if error.problem == "found unexpected end of stream" else None
            problem = error.problem or "it cannot be read"
            self.fail(problem, (context or mark).index if mark else 0, _MENDS.get(problem, "Mend the YAML there."))

    def whole(self) -> tuple[Value, int | None]:
        root, second = None, None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    second = _span(event)[0]
                    break
            elif isinstance(event, yaml.NodeEvent):
                root = self.value(event, depth=0)
        root = root or Value("null", 0)
        self.comments.share()
        return root, second

    def value(self, event: yaml.NodeEvent, *, depth: int) -> Value:
        place = _span(event)[0]
        if isinstance(event, yaml.AliasEvent):
            return self.named(event.anchor or "", place)
        if isinstance(event, yaml.ScalarEvent):
            found = _scalar(event, self.text)
            self.sizes[id(found)] = 1
        else:
            if depth >= MAX_DEPTH:
                self.fail(f"values stand in one another more than {MAX_DEPTH} deep", place, "Flatten the file.")
            found = self.collection(event, depth=depth)
        if event.anchor:
            self.anchors[event.anchor] = found
        return found

    def named(self, anchor: str, place: int) -> Value:
        """Return what an alias stands for."""
        if anchor not in self.anchors:
            self.fail(f"no anchor “&{anchor}” stands above", place, "Correct the name of the alias.")
        return self.anchors[anchor]

    def collection(self, event: yaml.NodeEvent, *, depth: int) -> Value:
        is_object = isinstance(event, yaml.MappingStartEvent)
        found = Value("object" if is_object else "array", _span(event)[0])
        size, merged = 1, list[Value]()
        for child in self.events:
            if isinstance(child, yaml.CollectionEndEvent):
                break
            start = _span(child)[0]
            member = Member(self.key(child) if is_object else str(len(found.members)), found)
            self.comments.begins(member, start)
            node = next(self.events) if is_object else child
            assert isinstance(node, yaml.NodeEvent)
            member.value = self.value(node, depth=depth + 1)
            size += self.sizes[id(member.value)]
            if size > MAX_EXPANDED:
                self.fail("its aliases make more than a million values of it", start, "Write the values out.")
            if member.key == "<<" and is_object:
                merged.append(member.value)
            else:
                found.members.append(member)
        for value in merged:
            _merge(found, value)
        self.sizes[id(found)] = size
        return found

    def key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self.fail("a key that is no text", _span(event)[0], "Give a plain word as the key.")
        return str(event.value)

    def fail(self, message: str, at: int, mend: str) -> NoReturn:
        line = Lines(self.text).of(min(at, len(self.text.rstrip())))
        raise UnreadableError(f"invalid YAML: {message}.", path=self.path, line=line, mend=mend)


def _span(event: yaml.Event) -> tuple[int, int]:
    assert event.start_mark
    assert event.end_mark  # only events that a program makes have none
    return event.start_mark.index, event.end_mark.index


def _merge(into: Value, value: Value) -> None:
    """Put in what `<<` names; what the mapping itself says outweighs it."""
    parts = [m.value for m in value.members] if value.kind == "array" else [value]
    there = {m.key for m in into.members}
    for part in parts:
        into.members[:0] = [m for m in part.members if m.key not in there]
        there |= {m.key for m in part.members}


def _scalar(event: yaml.ScalarEvent, text: str) -> Value:
    place, said = _span(event)[0], str(event.value)
    if event.style in ("|", ">"):
        place = text.find("\n", place) + 1 or place
        place += len(text[place:]) - len(text[place:].lstrip()) if said.strip() else 0
        return Value("text", place, said)
    while text[place : place + 1] in ("&", "!"):  # an anchor or a tag before the text
        place = _START.match(text, place).end()  # type: ignore[union-attr] # it matches the character just seen
    if event.tag == _STR or (event.tag is None and not event.implicit[0]):
        return Value("text", place, said)
    if event.tag not in (None, "!"):
        return Value("other", place, said)
    if _NULL.fullmatch(said):
        return Value("null", place)
    if _WORD_OF_TRUTH.fullmatch(said):
        return Value("truth", place, said)
    plain = any(p.fullmatch(said) for p in (_BOOLEAN, _NUMBER, _DATE))
    return Value("other" if plain else "text", place, said)
