"""A corpus of any size, for measuring: pairs in six scripts, the same ones every time.

python benchmarks/corpus.py --pairs 1000000 [--tsv FILE] [--po FOLDER] [--seed 7]

English to French, German, Russian, Japanese, Arabic, Hindi and Korean. Nine pairs of ten come from templates of our own, with invented
names and figures, so that hardly two are equal; every tenth is a string of the programs in corpora/, which come again
and again, as strings do. About one pair in a hundred has a fault: a figure changed, a word doubled, nothing translated.
TSV has all languages in one file, PO has a file for each. Memory does not grow with the number.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import speed

from tqcheck import Segment, read

CORPORA = Path(__file__).parent.parent / "corpora"
KOREAN = [
    "{city} 시의회는 3월 {d}일 학교와 놀이터 {m}곳에 {n}00만 유로를 쓰기로 결정했다.",
    "{city}에 내린 폭설로 기차가 늦게 도착했고, 승객들은 아침까지 추위 속에서 기다려야 했다.",
    "{name}에 따르면, 이 연구의 결과는 세심하게 연구를 계획한 과학자들조차 놀라게 했다.",
    "{city}의 박물관은 {y}년에 설립되어 {n}점이 넘는 그림을 수집했으며, 그 대부분은 수장고에 있다.",
]
KOREAN_SYLLABLES = ["바", "덴", "코르", "리", "마르", "노", "라스", "셀", "티", "보", "웬", "주"]
OF_PROGRAMS = 10
"""One pair in so many is a string of a program."""
FAULTY = 100
_SYLLABLES = 5
"""Of the names of cities: enough for millions of them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row."""

    number: int
    source: str
    target: str
    language: str


def pairs(count: int, *, seed: int = 7) -> Iterator[Pair]:
    """Yield `count` pairs, languages in turn."""
    speed.TEMPLATES.setdefault("ko", KOREAN)
    speed.SYLLABLES.setdefault("ko", KOREAN_SYLLABLES)
    dice = random.Random(seed)
    strings = list(program_strings())
    for number, made in enumerate(speed.segments(count, syllables=_SYLLABLES)):
        chosen = dice.choice(strings) if number % OF_PROGRAMS == OF_PROGRAMS - 1 else made
        target = spoilt(chosen, dice) if dice.randrange(FAULTY) == 0 else chosen.target
        yield Pair(number, flat(chosen.source or ""), flat(target), chosen.target_lang or "und")


def program_strings() -> Iterator[Segment]:
    """Yield the translated strings of the PO files in corpora/, plural forms left out."""
    for path in sorted(CORPORA.glob("*/*.po")):
        for item in read(path, source_lang="en"):
            if isinstance(item, Segment) and item.source and item.target and item.variant is None:
                yield item


def spoilt(segment: Segment, dice: random.Random) -> str:
    """Return the target with a fault."""
    words = segment.target.split(" ")
    place = dice.randrange(len(words))
    doubled = " ".join([*words[:place], words[place], *words[place:]])
    figure = next((c for c in segment.target if c.isdecimal()), None)
    changed = segment.target.replace(figure, str((int(figure) + 1) % 10), 1) if figure else doubled
    return dice.choice([doubled, changed, segment.source or ""])


def flat(text: str) -> str:
    """Return a text that fits in a cell."""
    return " ".join(text.split())


class Po:
    """A PO file for each language."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._stack = folder, stack
        self._files: dict[str, TextIO] = {}

    def add(self, pair: Pair) -> None:
        """Write a unit."""
        if pair.language not in self._files:
            path = self._folder / f"{pair.language}.po"
            file = self._files[pair.language] = self._stack.enter_context(path.open("w", encoding="utf-8"))
            kind = "Content-Type: text/plain; charset=UTF-8\\n"
            file.write(f'msgid ""\nmsgstr ""\n"{kind}"\n"Language: {pair.language}\\n"\n')
        source, target = (text.replace("\\", "\\\\").replace('"', '\\"') for text in (pair.source, pair.target))
        unit = f'\nmsgctxt "{pair.number}"\nmsgid "{source}"\nmsgstr "{target}"\n'
        self._files[pair.language].write(unit)


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--tsv", type=Path)
    parser.add_argument("--po", type=Path, help="a folder")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    with ExitStack() as stack:
        po = Po(args.po, stack) if args.po else None
        tsv = stack.enter_context(args.tsv.open("w", encoding="utf-8")) if args.tsv else None
        if tsv:
            tsv.write("id\tsource\ttarget\tsource_lang\ttarget_lang\n")
        for pair in pairs(args.pairs, seed=args.seed):
            if tsv:
                tsv.write(f"{pair.number}\t{pair.source}\t{pair.target}\ten\t{pair.language}\n")
            if po:
                po.add(pair)


if __name__ == "__main__":
    main()
