"""Pairs per CPU-second on one core, for every check alone and for all together.

python benchmarks/speed.py [--pairs 20000] [--pofilter PATH] [--markdown FILE]

The pairs are made from templates of our own, English to French, German, Russian, Japanese, Arabic and Hindi, about 20 English
words a pair, every pair different (names, numbers and dates vary), so that no cache answers for the work. A check alone
pays for the analysis that it shares with others (words, prose, numbers): the lines add up to more than all together.
With --pofilter (translate-toolkit, installed in an environment of its own) the same pairs go through it in the same run and the ratio
is printed.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tqcheck.checks import CorpusCheck, rules
from tqcheck.config import Config
from tqcheck.model import Segment
from tqcheck.pipeline import Run
from tqcheck.select import Plan, plan

TEMPLATES = {
    "fr": [
        ("The city council of {city} decided on {d} March to spend {n} million euros on new schools and {m} playgrounds for children.",
         "Le conseil municipal de {city} a décidé le {d} mars de consacrer {n} millions d’euros à de nouvelles écoles et à {m} aires de jeux pour les enfants."),
        ("According to {name}, who has led the museum for {m} years, more than {n},000 visitors saw the exhibition before it closed.",
         "Selon {name}, qui dirige le musée depuis {m} ans, plus de {n} 000 visiteurs ont vu l’exposition avant sa fermeture."),
    ],
    "de": [
        ("The city council of {city} decided on {d} March to spend {n} million euros on new schools and {m} playgrounds for children.",
         "Der Stadtrat von {city} beschloss am {d}. März, {n} Millionen Euro für neue Schulen und {m} Spielplätze für Kinder auszugeben."),
        ("According to {name}, who has led the museum for {m} years, more than {n},000 visitors saw the exhibition before it closed.",
         "Laut {name}, der das Museum seit {m} Jahren leitet, sahen mehr als {n}.000 Besucher die Ausstellung, bevor sie schloss."),
    ],
    "ru": [
        ("The city council of {city} decided on {d} March to spend {n} million euros on new schools and {m} playgrounds for children.",
         "Городской совет решил {d} марта потратить {n} миллионов евро на новые школы и {m} детских площадок."),
        ("Because of the heavy snow the train arrived {m} minutes late, and the passengers had to wait in the cold until morning.",
         "Из-за сильного снега поезд прибыл с опозданием на {m} минут, и пассажирам пришлось ждать на холоде до утра."),
    ],
    "ja": [
        ("Because of the heavy snow the train arrived {m} minutes late, and the passengers had to wait in the cold until morning.",
         "大雪のため列車は{m}分遅れて到着し、乗客は朝まで寒い中で待たなければならなかった。"),
        ("The museum was founded in {y} and has collected more than {n} paintings, most of which are stored in the basement today.",
         "この美術館は{y}年に設立され、{n}点以上の絵画を収集してきたが、現在その大半は地下に保管されている。"),
    ],
    "ar": [
        ("Because of the heavy snow the train arrived {m} minutes late, and the passengers had to wait in the cold until morning.",
         "بسبب الثلوج الكثيفة وصل القطار متأخرًا {m} دقيقة، واضطر الركاب إلى الانتظار في البرد حتى الصباح."),
        ("The museum was founded in {y} and has collected more than {n} paintings, most of which are stored in the basement today.",
         "تأسس المتحف عام {y} وجمع أكثر من {n} لوحة، يُحفظ معظمها اليوم في القبو."),
    ],
    "hi": [
        ("Because of the heavy snow the train arrived {m} minutes late, and the passengers had to wait in the cold until morning.",
         "भारी बर्फ़ के कारण ट्रेन {m} मिनट देर से पहुँची और यात्रियों को सुबह तक ठंड में इंतज़ार करना पड़ा।"),
        ("The museum was founded in {y} and has collected more than {n} paintings, most of which are stored in the basement today.",
         "संग्रहालय की स्थापना {y} में हुई थी और उसने {n} से अधिक चित्र जमा किए हैं, जिनमें से अधिकतर आज तहख़ाने में रखे हैं।"),
    ],
}  # fmt: skip
SYLLABLES = ["ba", "den", "kor", "li", "mar", "no", "ras", "sel", "ti", "vo", "wen", "zu"]


def segments(count: int) -> Iterator[Segment]:
    """Yield `count` pairs, the same ones every time, languages in turn."""
    dice = random.Random(7)
    languages = sorted(TEMPLATES)
    for number in range(count):
        language = languages[number % len(languages)]
        source, target = dice.choice(TEMPLATES[language])
        filling = {
            "city": "".join(dice.choices(SYLLABLES, k=3)).capitalize(),
            "name": " ".join("".join(dice.choices(SYLLABLES, k=2)).capitalize() for _ in range(2)),
            "d": dice.randint(13, 28), "m": dice.randint(13, 59), "n": dice.randint(100, 999), "y": dice.randint(1800, 1999),
        }  # fmt: skip
        yield Segment(
            id=str(number),
            source=source.format(**filling),
            target=target.format(**filling),
            source_lang="en",
            target_lang=language,
            document="benchmark",
        )


def pairs_per_second(inputs: list[Segment], chosen: Plan) -> tuple[float, int]:
    """Return pairs per CPU-second of this process and the number of findings."""
    run = Run(inputs, chosen)
    started = time.process_time()
    for _ in run:
        pass
    seconds = time.process_time() - started
    return len(inputs) / seconds, sum(run.summary().by_check.values())


def pofilter(command: str, inputs: list[Segment]) -> float:
    """Return pairs per CPU-second of translate-toolkit's pofilter over the same pairs, its start-up taken off."""
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for part in (inputs[:1], inputs):
            po = Path(folder) / "in.po"
            head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            units = (f'msgctxt "{s.id}"\nmsgid "{s.source}"\nmsgstr "{s.target}"\n\n' for s in part)
            po.write_text(head + "".join(units), encoding="utf-8")
            before = time.clock_gettime(time.CLOCK_MONOTONIC), _children()
            subprocess.run([command, "--progress=none", str(po), f"{folder}/out.po"], check=True, capture_output=True)
            times.append(_children() - before[1])
    return len(inputs) / (times[1] - times[0])


def _children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--pofilter", help="the pofilter command of an environment with translate-toolkit")
    parser.add_argument("--markdown", type=Path, help="also write the table here")
    args = parser.parse_args()
    inputs = list(segments(args.pairs))
    words = sum(len(s.source.split()) for s in inputs if s.source) / len(inputs)
    everything = plan(Config())
    pairs_per_second(inputs[:2000], everything)  # tables and caches load
    total, found = pairs_per_second(inputs, everything)
    lines = [
        f"{args.pairs} pairs, {words:.1f} source words a pair, one core",
        "",
        "| check | pairs per CPU-second | µs a pair |",
        "|---|---:|---:|",
    ]
    lines.append(f"| **all {len(everything.checks)} together** | **{total:,.0f}** | **{1e6 / total:.0f}** |")
    empty, _ = pairs_per_second(inputs, Plan(checks=(), profile="review", floor=0.5, signature=""))
    lines.append(f"| none (the pipeline itself) | {empty:,.0f} | {1e6 / empty:.1f} |")
    rows = []
    for rule, check in everything.checks:
        alone = Plan(checks=((rule, check),), profile="review", floor=0.5, signature="")
        rate, _ = pairs_per_second(inputs, alone)
        rows.append((rate, f"{rule.code} {rule.name}{' (two passes)' if isinstance(check, CorpusCheck) else ''}"))
    lines += [f"| {name} | {rate:,.0f} | {1e6 / rate:.1f} |" for rate, name in sorted(rows)]
    lines += ["", f"{found} findings in {args.pairs} good pairs; {len(rules())} checks known."]
    if args.pofilter:
        peer = pofilter(args.pofilter, inputs)
        lines += [
            "",
            f"pofilter (all its tests): {peer:,.0f} pairs per CPU-second; tqcheck / pofilter = {total / peer:.2f}",
        ]
    print("\n".join(lines))
    if args.markdown:
        args.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
