"""Which segments are compared with which."""

import pytest
from comparing.made import segment

from tqcheck.errors import UsageError
from tqcheck.model import Origin
from tqcheck.pairing import paired


def of(*sources, path="a.tsv", ids=None, **others):
    names = ids or [str(n) for n in range(1, len(sources) + 1)]
    return [
        segment(i, s, f"{s}!", origin=Origin(path=path, line=n), **others)
        for n, (i, s) in enumerate(zip(names, sources, strict=True), 1)
    ]


def test_the_same_lines() -> None:
    found = paired(of("eins", "zwei"), of("eins", "zwei", path="b.tsv"))
    assert found.pairs == ((0, 0), (1, 1))
    assert not found.only_a
    assert not found.only_b


def test_a_line_more_does_not_shift_the_rest() -> None:
    found = paired(of("eins", "zwei", "drei"), of("neu", "eins", "zwei", "drei"))
    assert found.pairs == ((0, 1), (1, 2), (2, 3))
    assert found.only_b == (0,)
    assert found.changed == 0


def test_blanks_and_forms_of_letters_do_not_matter() -> None:
    assert paired(of("über  alles"), of("u\u0308ber alles")).pairs == ((0, 0),)


def test_ids_tell_equal_sources_apart() -> None:
    found = paired(of("Öffnen", "Öffnen", ids=["verb", "adjective"]), of("Öffnen", "Öffnen", ids=["adjective", "verb"]))
    assert found.pairs == ((0, 1), (1, 0))


def test_what_stands_more_often_in_one_is_told() -> None:
    found = paired(of("ja", "ja", "ja"), of("ja", "ja"))
    assert found.pairs == ((0, 0), (1, 1))
    assert found.only_a == (2,)


def test_a_unit_whose_source_changed_is_not_compared() -> None:
    found = paired(of("Laden", "Ja", ids=["load", "yes"]), of("Alles laden", "Ja", ids=["load", "yes"]))
    assert found.pairs == ((1, 1),)
    assert (found.only_a, found.only_b, found.changed) == ((0,), (0,), 1)


def test_without_sources_ids_pair() -> None:
    found = paired(of(None, None), of(None, None))
    assert found.pairs == ((0, 0), (1, 1))
    assert found.unsourced == 2


def test_one_side_may_lack_sources() -> None:
    found = paired(of("eins", "zwei", ids=["x", "y"]), of(None, None, ids=["y", "x"]))
    assert found.pairs == ((0, 1), (1, 0))


def test_folders_pair_by_file_and_language() -> None:
    a = of("Ja", path="old/fr.po", target_lang="fr") + of("Ja", path="old/pl.po", target_lang="pl")
    b = of("Ja", path="new/pl.po", target_lang="pl") + of("Ja", path="new/fr.po", target_lang="fr")
    assert paired(a, b).pairs == ((0, 1), (1, 0))


def test_two_languages_cannot_be_compared() -> None:
    with pytest.raises(UsageError, match="one translates into fr, the other into pl"):
        paired(of("Ja", target_lang="fr"), of("Ja", target_lang="pl"))


def test_varieties_of_one_language_can() -> None:
    assert paired(of("Ja", target_lang="pt-BR"), of("Ja", target_lang="pt-PT")).pairs == ((0, 0),)


def test_nothing_in_common() -> None:
    with pytest.raises(UsageError, match="nothing to compare"):
        paired(of("eins"), of("zwei"))


def test_empty_sources_do_not_pair_with_each_other() -> None:
    found = paired(of("eins", "", "", ids=["a", "b", "c"]), of("eins", "", ids=["a", "x"]))
    assert found.pairs == ((0, 0),)
