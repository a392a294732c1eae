"""Pairs per CPU-second on one core, for every check alone and for all together.

python benchmarks/speed.py [--pairs 20000] [--pofilter PATH] [--markdown FILE]

The pairs are made from templates of our own, English to French, German, Russian, Japanese, Arabic and Hindi, 20 English
words a pair, half of them with numbers, every pair different (names, numbers and dates vary), so that no cache answers
for the work. A check alone
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

ENGLISH = [
    "The city council of {city} decided on {d} March to spend {n} million euros on schools and {m} playgrounds.",
    "Because of the heavy snow in {city}, trains arrived late, and passengers had to wait in the cold until morning.",
    "According to {name}, the results of the study surprised even the scientists who had planned it with great care.",
    "The museum in {city} was founded in {y} and has collected more than {n} paintings, most of which are in storage.",
]
TEMPLATES = {
    "fr": [
        "Le conseil municipal de {city} a décidé le {d} mars de consacrer {n} millions d’euros aux écoles et à {m} aires de jeux.",
        "En raison des fortes chutes de neige à {city}, les trains sont arrivés en retard et les passagers ont dû attendre dans le froid jusqu’au matin.",
        "Selon {name}, les résultats de l’étude ont surpris même les scientifiques qui l’avaient conçue avec grand soin.",
        "Le musée de {city} a été fondé en {y} et a réuni plus de {n} tableaux, dont la plupart sont en réserve.",
    ],
    "de": [
        "Der Stadtrat von {city} beschloss am {d}. März, {n} Millionen Euro für Schulen und {m} Spielplätze auszugeben.",
        "Wegen des starken Schneefalls in {city} kamen Züge zu spät an, und die Fahrgäste mussten bis zum Morgen in der Kälte warten.",
        "Laut {name} überraschten die Ergebnisse der Studie sogar die Wissenschaftler, die sie mit großer Sorgfalt geplant hatten.",
        "Das Museum in {city} wurde {y} gegründet und hat mehr als {n} Gemälde gesammelt, von denen die meisten im Depot sind.",
    ],
    "ru": [
        "Городской совет {city} решил {d} марта потратить {n} миллионов евро на школы и {m} детских площадок.",
        "Из-за сильного снегопада в {city} поезда прибыли с опозданием, и пассажирам пришлось ждать на холоде до утра.",
        "По словам {name}, результаты исследования удивили даже учёных, которые планировали его с большой тщательностью.",
        "Музей в {city} был основан в {y} году и собрал более {n} картин, большинство из которых находится в запасниках.",
    ],
    "ja": [
        "{city}市議会は3月{d}日、学校と{m}か所の遊び場に{n}00万ユーロを使うことを決めた。",
        "{city}の大雪のため、列車が遅れて到着し、乗客は朝まで寒い中で待たなければならなかった。",
        "{name}によると、研究の結果は、細心の注意を払って計画した科学者たちさえも驚かせた。",
        "{city}の美術館は{y}年に設立され、{n}点以上の絵画を収集してきたが、その大半は収蔵庫にある。",
    ],
    "ar": [
        "قرر مجلس مدينة {city} في {d} مارس إنفاق {n} مليون يورو على المدارس و{m} ملعبًا.",
        "بسبب الثلوج الكثيفة في {city}، وصلت القطارات متأخرة، واضطر الركاب إلى الانتظار في البرد حتى الصباح.",
        "وفقًا لما قاله {name}، فاجأت نتائج الدراسة حتى العلماء الذين خططوا لها بعناية كبيرة.",
        "تأسس المتحف في {city} عام {y} وجمع أكثر من {n} لوحة، معظمها في المخزن.",
    ],
    "hi": [
        "{city} की नगर परिषद ने {d} मार्च को स्कूलों और {m} खेल के मैदानों पर {n} मिलियन यूरो खर्च करने का फ़ैसला किया।",
        "{city} में भारी बर्फ़बारी के कारण ट्रेनें देर से पहुँचीं और यात्रियों को सुबह तक ठंड में इंतज़ार करना पड़ा।",
        "{name} के अनुसार, अध्ययन के परिणामों ने उन वैज्ञानिकों को भी चौंका दिया जिन्होंने बड़ी सावधानी से इसकी योजना बनाई थी।",
        "{city} का संग्रहालय {y} में स्थापित हुआ और उसने {n} से अधिक चित्र जमा किए हैं, जिनमें से अधिकतर भंडार में हैं।",
    ],
}  # fmt: skip
# The same twelve syllables in each script, so that invented names are transliterated as real ones are.
SYLLABLES = {
    "en": ["ba", "den", "kor", "li", "mar", "no", "ras", "sel", "ti", "vo", "wen", "zu"],
    "ru": ["ба", "ден", "кор", "ли", "мар", "но", "рас", "сел", "ти", "во", "вен", "зу"],
    "ja": ["バ", "デン", "コル", "リ", "マル", "ノ", "ラス", "セル", "ティ", "ヴォ", "ウェン", "ズ"],
    "ar": ["با", "دن", "كور", "لي", "مار", "نو", "راس", "سل", "تي", "فو", "ون", "زو"],
    "hi": ["बा", "देन", "कोर", "ली", "मार", "नो", "रास", "सेल", "ती", "वो", "वेन", "ज़ू"],
}


def named(choice: list[int], language: str) -> str:
    """Return an invented name of these syllables."""
    syllables = SYLLABLES.get(language, SYLLABLES["en"])
    return "".join(syllables[i] for i in choice).capitalize()


def segments(count: int, *, syllables: int = 3) -> Iterator[Segment]:
    """Yield `count` pairs, the same ones every time, languages in turn; cities have names of so many syllables."""
    dice = random.Random(7)
    languages = sorted(TEMPLATES)
    for number in range(count):
        language = languages[number % len(languages)]
        template = dice.randrange(len(ENGLISH))
        city, given, family = ([dice.randrange(12) for _ in range(length)] for length in (syllables, 3, 3))
        figures = {
            "d": dice.randint(13, 28), "m": dice.randint(13, 59), "n": dice.randint(100, 999), "y": dice.randint(1800, 1999),
        }  # fmt: skip
        texts = []
        for tag, text in (("en", ENGLISH[template]), (language, TEMPLATES[language][template])):
            name = named(given, tag) + ("・" if tag == "ja" else " ") + named(family, tag)
            texts.append(text.format(city=named(city, tag), name=name, **figures))
        yield Segment(
            id=str(number),
            source=texts[0],
            target=texts[1],
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
    everything = plan(Config(models=()))
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
