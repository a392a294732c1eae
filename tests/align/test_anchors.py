"""What two languages write alike."""

import numpy as np
import pytest

from tqcheck.align import anchors
from tqcheck.align.lengths import misfit, sizes


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("In 1894 it cost 46 crowns.", "1894年には46クローネかかった。"),
        ("Ingrid Solberg is responsible.", "Zuständig ist Ingrid Solberg."),
        ("Canada and Japan sent letters.", "Канада и Япония прислали письма."),
        ("東京大学の研究", "东京大学的研究"),
        ("Why did he come?", "لماذا جاء؟"),
        ("९ सितंबर को मतदान", "The vote of 9 September"),
    ],
)
def test_translations_share_something(source, target) -> None:
    others = ["Es war ein schöner Abend", "그는 책을 읽었다", "La mer était calme", "Вчера шёл дождь"]
    ours, theirs = anchors.vectors([source, *others], [target, *others])
    near = ours @ theirs[0]
    assert near[0] > 0.3
    assert near[0] > near[1:].max() + 0.2


def test_a_sentence_without_anchors_is_zero() -> None:
    ours, theirs = anchors.vectors(["мы ждали"], ["彼は待った"])
    assert not ours.any()
    assert not theirs.any()


def test_vectors_are_the_same_in_every_run() -> None:
    ours, _ = anchors.vectors(["Berg 500"], ["Berg 500"])
    assert (
        np.flatnonzero(ours[0]).tolist() == np.flatnonzero(anchors.vectors(["Berg 500"], ["Berg 500"])[1][0]).tolist()
    )
    assert np.linalg.norm(ours[0]) == pytest.approx(1.0)


def test_wide_characters_count_for_more() -> None:
    latin, han, hangul, nothing = sizes(["The sea is calm.", "海很平静。", "바다가 고요하다.", ""])
    assert han > 5
    assert hangul > 7
    assert latin == 13
    assert nothing == 1


def test_lengths_far_apart_fit_badly() -> None:
    ours, theirs = np.array([40.0, 40.0, 4.0], np.float32), np.array([44.0, 120.0, 12.0], np.float32)
    near, far, short = misfit(ours, theirs, factor=1.1)
    assert near < 0.01
    assert far > 4
    assert short < far
