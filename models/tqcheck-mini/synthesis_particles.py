"""Korean particles, which are written together with a name and follow its last sound."""

from __future__ import annotations

_AFTER = {  # after a consonant: after a vowel
    "은": "는", "이": "가", "을": "를", "과": "와", "으로": "로", "이라는": "라는", "이나": "나", "이다": "다",
}  # fmt: skip
_BOTH = ("에서는", "에서", "에게", "에는", "까지", "부터", "의", "에", "도", "만")
_PARTICLES = tuple(sorted((*_AFTER, *_AFTER.values(), *_BOTH), key=len, reverse=True))
_FIRST, _LAST, _SYLLABLES = "가", "힣", 28
_SHORTEST = 2


def with_particle(name: str, like: str) -> str:
    """Return a name with the particle of another one in place of its own; names of other scripts as they are."""
    if not name or not _FIRST <= name[-1] <= _LAST:
        return name
    bare, particle = _bare(name)[0], _bare(like)[1]
    closed = (ord(bare[-1]) - ord(_FIRST)) % _SYLLABLES > 0
    for consonant, vowel in _AFTER.items():
        if particle in {consonant, vowel}:
            return bare + (consonant if closed else vowel)
    return bare + particle


def _bare(name: str) -> tuple[str, str]:
    for particle in _PARTICLES:
        if name.endswith(particle) and len(name) - len(particle) >= _SHORTEST:
            return name.removesuffix(particle), particle
    return name, ""
