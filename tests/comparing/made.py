"""Results made by hand for tests of comparisons."""

from tqcheck.model import Finding, Origin, Result, Score, Segment, Severity, Span, Verdict


def segment(name="1", source="Guten Morgen.", target="Good morning.", **others) -> Segment:
    others.setdefault("source_lang", "de")
    others.setdefault("target_lang", "en")
    others.setdefault("origin", Origin(path="a.tsv", line=int(name) if name.isdecimal() else None))
    return Segment(id=name, source=source, target=target, **others)


def finding(of: Segment, code="ACC101", severity=Severity.MAJOR, spans=()) -> Finding:
    return Finding(
        code=code,
        name="number-mismatch",
        segment=of,
        severity=severity,
        message="A number changed.",
        spans=tuple(Span(side=side, start=start, end=end) for side, start, end in spans),
        confidence=0.9,
    )


def result(of: Segment, risk=0.1, *findings: Finding, scores=()) -> Result:
    return Result(
        segment=of,
        findings=findings,
        verdict=Verdict(risk=risk),
        scores=tuple(Score(scorer=n, value=v, raw=v) for n, v in scores),
    )
