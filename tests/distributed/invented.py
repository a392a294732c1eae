"""A corpus of several Parquet files in which every corpus-wide check has something to find, across files too."""

import random
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

FILES = 4
_NAMES = ["Mosul"] * 8 + ["Mossoul"] + ["Zelensky"] * 8 + ["Zelenskyy"]
_ADDRESSED = [("Please open the window.", "Bitte öffnen Sie das Fenster.")] * 9 + [
    ("Have you seen your brother?", "Hast du deinen Bruder gesehen?")
]
_SPOKEN = [
    ("The train leaves at 18:00 from the main station.", "Der Zug fährt um 18:00 Uhr vom Hauptbahnhof ab."),
    ("The train leaves at 18:00 from the main station.", "Um 18:00 Uhr geht der Zug am Hauptbahnhof los."),
    ("The museum opens tomorrow at nine o'clock in the morning.", "Das Museum öffnet morgen früh um neun Uhr."),
    ("The shop has been closed since the flood.", "Das Museum öffnet morgen früh um neun Uhr."),
    ("The WHO published a report.", "Die OMS hat einen Bericht veröffentlicht."),
    ("The World Health Organization published a report.", "Die Weltgesundheitsorganisation berichtet."),
    ("The house was sold.", "Das Haus wurde verkauft, und die Stadt freut sich."),
    ("The house", "Das Haus ist sehr schön und liegt am Rand der Stadt, in der wir seit langem wohnen."),
]


def _pair(chance: random.Random, number: int) -> tuple[str, str]:
    kind = chance.random()
    if kind < 0.12:
        return chance.choice(_ADDRESSED)
    if kind < 0.3:
        return chance.choice(_SPOKEN)
    if kind < 0.45:
        name = chance.choice(_NAMES)
        usual = "Mosul" if name.startswith("M") else "Zelensky"
        return f"He met {usual} in the town on day {number}.", f"Er traf {name} in der Stadt am Tag {number}."
    times = chance.randrange(4)
    more, mehr = " and an old bridge across the river" * times, " und eine alte Brücke über den Fluss" * times
    return f"Town {number} has {37 * number} inhabitants{more}.", f"Ort {number} hat {37 * number} Einwohner{mehr}."


def rows(seed: int, count: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    pairs = [_pair(chance, chance.randrange(90)) for _ in range(count)]
    if seed % FILES in {0, 3}:
        pairs[7] = ("We saw the town yesterday.", "Wir sahen dieStadt gestern.")
    if seed % FILES == 1:  # a line was lost, and later one came twice
        targets = [target for _, target in pairs]
        moved = [*targets[:30], *targets[31:75], targets[30], *targets[75:]]
        pairs = [(source, target) for (source, _), target in zip(pairs, moved, strict=True)]
    if seed % FILES == 2:  # the columns are swapped
        pairs = [(target, source) for source, target in pairs]
    return pairs


def write(folder: Path, seed: int = 0, count: int = 130) -> list[str]:
    """Write the files, some with documents and one in a folder of its own; return their paths in order."""
    paths = []
    for number in range(FILES):
        pairs = rows(FILES * seed + number, count)
        path = folder / ("more" if number == FILES - 1 else ".") / f"part-{number}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        documents = [None if number == 0 else f"d{i // 60}" for i in range(len(pairs))]
        parquet.write_table(
            pa.table({"source": [s for s, _ in pairs], "target": [t for _, t in pairs], "document": documents}), path
        )
        paths.append(str(path))
    return sorted(paths)
