import pytest

from tqcheck.translators.apertium_modes import modes, tag, through, way

NAMES = (
    "spa-eng spa-eng_US eng-spa fr-es es-fr eco-fr-es spa-eng-tagger hbs-eng hbs_HR-slv por-eng por_BR-eng spa-por"
    " spa-por_BR cat_valencia-spa oc_aran-ca oci_gascon-fra ind-zlm nob-dan nno-dan dan-nob swe-dan mkd-eng kmr-eng"
)
KNOWN = modes(NAMES.split())


def test_a_mode_of_another_use_is_none() -> None:
    assert len(KNOWN) == len(NAMES.split()) - 2


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("spa", "es"), ("es", "es"), ("nob", "nb"), ("nno", "nn"), ("por_BR", "pt-BR"), ("hbs", "sr-Latn"),
        ("hbs_HR", "sr-Latn-HR"), ("zlm", "ms"), ("cat_valencia", "ca-valencia"), ("oc_aran", "oc-aranes"),
        ("srd", "sc"),
    ],
)  # fmt: skip
def test_codes_are_tags(code, meant) -> None:
    assert tag(code) == meant


@pytest.mark.parametrize(
    ("source", "target", "chain"),
    [
        ("es", "en", "spa-eng"),
        ("es-MX", "en-GB", "spa-eng"),
        ("es", "en-US", "spa-eng_US"),
        ("pt-BR", "en", "por_BR-eng"),
        ("pt", "en", "por-eng"),
        ("es", "pt-BR", "spa-por_BR"),
        ("sr-Latn", "en", "hbs-eng"),
        ("hr", "en", "hbs-eng"),
        ("bs", "sl", "hbs_HR-slv"),
        ("nb", "da", "nob-dan"),
        ("no", "da", "nob-dan"),
        ("nn", "da", "nno-dan"),
        ("id", "ms", "ind-zlm"),
        ("ku", "en", "kmr-eng"),
        ("fr", "en", "fr-es spa-eng"),
        ("en", "fr", "eng-spa es-fr"),
        ("sv", "nb", "swe-dan dan-nob"),
        ("oc-gascon", "en", "oci_gascon-fra fr-es spa-eng"),
        ("ca", "fr", "cat_valencia-spa es-fr"),
    ],
)
def test_the_shortest_way_is_found(source, target, chain) -> None:
    assert [mode.name for mode in way(KNOWN, source, target)] == chain.split()


@pytest.mark.parametrize(
    ("source", "target"),
    [("sr", "en"), ("de", "en"), ("en", "de"), ("da", "nn"), ("ms", "id"), ("gl", "en")],
)
def test_no_language_does_for_one_that_only_looks_like_it(source, target) -> None:
    assert way(KNOWN, source, target) is None


def test_of_several_ways_the_choice_does_not_depend_on_the_order() -> None:
    for known in (KNOWN, KNOWN[::-1]):
        assert [m.name for m in way(known, "fr", "pt")] == ["fr-es", "spa-por"]


@pytest.mark.parametrize(
    ("codes", "chain"),
    [
        ("spa-eng", "spa-eng"),
        ("es-en", "spa-eng"),
        ("spa-eng_US", "spa-eng_US"),
        ("fra-spa-eng", "fr-es spa-eng"),
        ("hbs-eng", "hbs-eng"),
    ],
)
def test_a_given_chain_is_taken_step_by_step(codes, chain) -> None:
    assert [mode.name for mode in through(KNOWN, codes.split("-"))] == chain.split()


@pytest.mark.parametrize(("codes", "lacking"), [("fra-eng", "fra-eng"), ("fra-spa-deu", "spa-deu")])
def test_a_step_that_is_not_there_is_named(codes, lacking) -> None:
    assert through(KNOWN, codes.split("-")) == lacking
