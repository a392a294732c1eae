"""The codes of translation models."""

import pytest

from tqcheck.lang.codes import best, subtags

CODES = {
    "nllb": """arb_Arab arz_Arab ckb_Arab kmr_Latn pes_Arab prs_Arab kor_Hang jpn_Jpan zho_Hans zho_Hant yue_Hant
               srp_Cyrl pan_Guru uzn_Latn khk_Cyrl lvs_Latn nob_Latn nno_Latn tgl_Latn por_Latn fra_Latn kas_Arab
               kas_Deva tzm_Tfng swh_Latn""",
    "mbart": "ar_AR en_XX fr_XX zh_CN pt_XX tl_XX ne_NP he_IL sw_KE",
    "m2m": "en fr zh no tl ns he jv pt",
    "marian": ">>fra<< >>cmn_Hans<< >>cmn_Hant<< >>pt_BR<< >>pt_PT<< >>srp_Cyrl<< >>srp_Latn<< >>nob<<",
    "madlad": "<2en> <2fr>",
    "wrapped": "__en__ __zsm__",
}
MEANT = {
    "nllb": """ar:arb_Arab arz:arz_Arab ku:kmr_Latn ckb:ckb_Arab fa:pes_Arab fa-AF:pes_Arab ko:kor_Hang ja-JP:jpn_Jpan
               zh:zho_Hans zh-TW:zho_Hant zh-Hant:zho_Hant yue:yue_Hant sr:srp_Cyrl sr-Latn: pa:pan_Guru pa-Arab:
               uz:uzn_Latn mn:khk_Cyrl lv:lvs_Latn nb:nob_Latn no:nob_Latn nn:nno_Latn fil:tgl_Latn pt-BR:por_Latn
               ks:kas_Arab zgh:tzm_Tfng sw:swh_Latn de:""",
    "mbart": "en-GB:en_XX zh-Hans:zh_CN fil:tl_XX he:he_IL ar:ar_AR",
    "m2m": "nb:no nso:ns zh-TW:zh fil:tl frp:",
    "marian": """fr-CA:>>fra<< zh-TW:>>cmn_Hant<< zh:>>cmn_Hans<< pt-PT:>>pt_PT<< pt-BR:>>pt_BR<< sr:>>srp_Cyrl<<
                 sr-Latn:>>srp_Latn<<""",
    "madlad": "fr:<2fr>",
    "wrapped": "ms:__zsm__",
}
CASES = [(kind, *case.split(":")) for kind, cases in MEANT.items() for case in cases.split()]


@pytest.mark.parametrize(("kind", "tag", "code"), CASES)
def test_the_code_that_means_a_tag(kind, tag, code):
    assert best(CODES[kind].split(), tag) == (code or None)


def test_subtags_begin_with_the_tags_own():
    assert subtags("pes")[0] == "pes"
    assert subtags("en-US")[:2] == ("en", "eng")
