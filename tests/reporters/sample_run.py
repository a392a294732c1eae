"""A small run with one of everything that a reporter must draw; no check is asked, so no check can change it."""

from tqcheck.model import Finding, Fix, Origin, Reason, Result, Score, Segment, Severity, Skip, Span, Summary, Verdict


def find(text: str, what: str, side: str) -> Span:
    start = text.index(what)
    return Span(side=side, start=start, end=start + len(what))


def result(segment: Segment, risk: float, *findings: Finding, scores: dict[str, float] | None = None) -> Result:
    because = tuple(Reason(what=f.code, weight=1 / len(findings)) for f in findings)
    read = tuple(Score(scorer=name, value=value, raw=value) for name, value in (scores or {}).items())
    return Result(segment=segment, findings=findings, verdict=Verdict(risk=risk, because=because), scores=read)


def finding(  # noqa: PLR0913  the fields of a finding
    segment, code, name, severity, message, *marks, confidence=0.9, evidence="", fix=None
) -> Finding:
    spans = tuple(find(segment.text(side), what, side) for side, what in marks)
    return Finding(code=code, name=name, segment=segment, severity=severity, message=message, spans=spans,
                   confidence=confidence, evidence=evidence, fix=fix)  # fmt: skip


def pair(number, source, target, langs=("fr", "en"), path="news/article.tsv", **more) -> Segment:
    return Segment(id=str(number), source=source, target=target, source_lang=langs[0], target_lang=langs[1],
                   origin=Origin(path=path, line=number, key=more.pop("key", None)), **more)  # fmt: skip


def results() -> list[Result]:
    israel = pair(
        14,
        "Mardi, la coalition a mené trente frappes contre l’État islamique dans le nord de l’Irak.",
        "On Tuesday the the coalition carried out thirty strikes against Israel in northern Iraq.",
        key="p14",
    )
    arabic = pair(3, "تمت إضافة ١٢ ملفًا إلى القائمة.", "12 files were added to the list.", ("ar", "en"), "app/ar.po")
    japanese = pair(
        21,
        "The file “%s” could not be opened.",
        "ファイル「%d」を開けませんでした。",
        ("en", "ja"),
        "app/ja.po",
        key="dialog\x04The file “%s” could not be opened.",
        variant="other",
    )
    alone = Segment(id="5", target="He said:\u00a0“Enough ”\u202e and left\x1b[31m.", target_lang="en",
                    origin=Origin(path="alone.txt", line=5))  # fmt: skip
    long = pair(
        30, "Une phrase très longue. " * 20, "A very long sentence. " * 15 + "Then a mitsake. " + "And more. " * 15
    )
    clean = pair(31, "Bonjour.", "Hello.")
    remark = pair(32, "Bonsoir.", "Good  evening.")
    enough = find(alone.target, "Enough ", "target").end
    return [
        result(israel, 0.97,
               finding(israel, "LNG102", "doubled-word", Severity.MINOR, "“the” stands twice in a row.",
                       ("target", "the the"), fix=Fix(start=14, end=18, replacement="")),
               finding(israel, "ACC103", "name-mismatch", Severity.CRITICAL,
                       "“Israel” stands where the source says “État islamique”.",
                       ("source", "État islamique"), ("target", "Israel"),
                       evidence="“Israel” has no counterpart in the source; “État islamique” has none in the target."),
               scores={"support": 0.61, "similarity": 0.84, "quality": 0.3, "risk": 0.93}),
        result(clean, 0.0),
        result(arabic, 0.4, finding(arabic, "ACC101", "number-mismatch", Severity.MAJOR, "12 files became 13.",
                                    ("source", "١٢"), ("target", "12"), confidence=0.6)),
        result(japanese, 0.7, finding(japanese, "MKP101", "placeholder-mismatch", Severity.MAJOR,
                                      "The placeholder %s became %d.", ("source", "%s"), ("target", "%d"),
                                      fix=Fix(start=5, end=7, replacement="%s"))),
        result(alone, 0.3,
               finding(alone, "LNG301", "stray-space", Severity.MINOR, "A space stands before the closing quote.",
                       ("target", " ”"), fix=Fix(start=enough - 1, end=enough, replacement="")),
               finding(alone, "LNG401", "invisible-character", Severity.MINOR, "A character reverses the text.",
                       ("target", "\u202e"), confidence=0.3)),
        result(long, 0.25, finding(long, "LNG999", "misspelling", Severity.MINOR, "“mitsake” is no word.",
                                   ("target", "mitsake"))),
        result(remark, 0.02, finding(remark, "LOC101", "double-space", Severity.INFO, "Two spaces.", ("target", "  "))),
    ]  # fmt: skip


SKIPS = [
    Skip(what="line 9", why="is no JSON: Expecting value.", origin=Origin(path="more.jsonl", line=9)),
    Skip(what="gone.po", why="gone.po: there is no such file."),
    Skip(what="3 checks that compare with a source (ACC101, ACC103, MKP101)",
         why="segments without a source were checked by the others only", incomplete=False),
]  # fmt: skip


def summary(items: list[Result], skips: list[Skip]) -> Summary:
    found = [f for r in items for f in r.findings]
    return Summary(
        segments=len(items),
        by_check={c: sum(f.code == c for f in found) for c in sorted({f.code for f in found})},
        by_severity={s: sum(f.severity is s for f in found) for s in Severity},
        by_path={
            p: sum(f.segment.origin.path == p for f in found) for p in sorted({r.segment.origin.path for r in items})
        },
        skipped=tuple(skips),
        skips=len(skips),
        incomplete=any(s.incomplete for s in skips),
        signature="tqcheck 0.1.0|profile:review|checks:8|options:00000000|models:none",
        seconds=0.25,
    )
