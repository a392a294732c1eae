"""Glossaries in tables, TBX and plain lists."""

import pytest

from tqcheck.errors import TqcheckError, UnreadableError
from tqcheck.formats import ReadOptions
from tqcheck.formats.glossary import read_terms

TBX2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
<martifHeader><fileDesc/></martifHeader>
<text><body>
<termEntry id="c1">
  <descrip type="subjectField">politics</descrip>
  <langSet xml:lang="fr"><tig><term>coalition</term><note>au singulier</note></tig></langSet>
  <langSet xml:lang="en">
    <tig><term>coalition
      forces</term></tig>
    <ntig><termGrp><term>alliance</term></termGrp></ntig>
  </langSet>
  <langSet xml:lang="de">
    <ntig><termGrp><term>Bündnis</term>
      <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
  </langSet>
</termEntry>
<termEntry id="c2">
  <langSet xml:lang="fr"><tig><term>banni</term>
    <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
    <tig><term>orphelin</term></tig></langSet>
</termEntry>
</body></text></martif>"""
TBX3 = """<tbx style="{style}" type="TBX-Basic" xml:lang="ja" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min">
<tbxHeader/><text><body><conceptEntry id="1">
<langSec xml:lang="ja"><termSec><term>連合</term></termSec></langSec>
<langSec xml:lang="ar"><termSec><term>التحالف</term>{status}</termSec></langSec>
</conceptEntry></body></text></tbx>"""


def terms(file, name, text, **options):
    return read_terms(file(name, text), ReadOptions(**options))


def brief(found):
    return [(t.source, t.target, t.source_lang, t.target_lang, t.status) for t in found]


def test_a_table_with_a_header(file):
    found = terms(
        file,
        "g.csv",
        "source,target,source_lang,target_lang,status,case_sensitive,note\n"
        '"État islamique",Islamic State,fr,en,preferred,yes,"the group, not the country"\n'
        ",Daech,,en,forbidden,,\nGrok,,,,dnt,,\nOTAN,NATO,fr,en,,no,\n",
        target_lang="en-GB",
    )
    assert brief(found) == [
        ("État islamique", "Islamic State", "fr", "en", "preferred"),
        (None, "Daech", None, "en", "forbidden"),
        ("Grok", None, None, "en-GB", "do-not-translate"),
        ("OTAN", "NATO", "fr", "en", "preferred"),
    ]
    assert [t.case_sensitive for t in found] == [True, False, False, False]
    assert (found[0].note, found[0].origin.line) == ("the group, not the country", 2)


@pytest.mark.parametrize(
    "text", ["fr\ten\nÉtat\tState\n", "State;État\n", "Source\tQuelle\n", "term\nJava\n", "source\nJava\n"]
)
def test_headers_of_a_table(file, text):
    (term,) = terms(file, "g.csv", text)
    assert (term.source, term.target, term.source_lang, term.target_lang) in {
        ("État", "State", "fr", "en"), ("State", "État", None, None), ("Source", "Quelle", None, None),
        ("Java", None, None, None),
    }  # fmt: skip


def test_columns_in_their_order(file):
    (term,) = terms(file, "g.tsv", "réunion\tmeeting\tfr\ten\tapproved\ty\ta note\n")
    assert brief([term]) == [("réunion", "meeting", "fr", "en", "preferred")]
    assert (term.case_sensitive, term.note) == (True, "a note")


def test_a_list_of_what_must_not_be_translated(file):
    found = terms(file, "names.txt", "# names of products\n\nFirefox\n  東京メトロ \nC#\n", source_lang="en")
    assert brief(found) == [
        ("Firefox", None, "en", None, "do-not-translate"),
        ("東京メトロ", None, "en", None, "do-not-translate"),
        ("C#", None, "en", None, "do-not-translate"),
    ]
    assert [(t.origin.line, t.case_sensitive) for t in found] == [(3, True), (4, True), (5, True)]


def test_tbx_of_version_2(file):
    found = terms(file, "g.tbx", TBX2)
    assert brief(found) == [
        ("coalition forces", "coalition", "en", "fr", "preferred"),
        ("alliance", "coalition", "en", "fr", "preferred"),
        ("coalition forces", "Bündnis", "en", "de", "forbidden"),
        ("alliance", "Bündnis", "en", "de", "forbidden"),
        (None, "banni", None, "fr", "forbidden"),
    ]
    assert (found[0].note, found[0].origin.key, found[0].origin.line) == ("au singulier", "c1", 8)


def test_the_languages_of_tbx_are_chosen_by_the_options(file):
    assert brief(terms(file, "g.tbx", TBX2, source_lang="fr-FR", target_lang="de")) == [
        ("coalition", "Bündnis", "fr", "de", "forbidden"),
    ]


@pytest.mark.parametrize(
    ("style", "status", "expected"),
    [
        ("dca", '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>', "admitted"),
        ("dca", '<termNote type="partOfSpeech">noun</termNote>', "preferred"),
        ("dct", "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>", "forbidden"),
    ],
)
def test_tbx_of_version_3(file, style, status, expected):
    found = terms(file, "g.tbx", TBX3.format(style=style, status=status))
    assert brief(found) == [("連合", "التحالف", "ja", "ar", expected)]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        (
            "g.csv",
            "source,target,status\nun,one,preffered\n",
            ("2: unknown status 'preffered' of a term. Did you mean 'preferred'?"),
        ),
        ("g.csv", "source,target\n,one\n", "2: no source term. Only a forbidden term may stand alone, as target."),
        (
            "g.csv",
            "source,target,status\nun,,preferred\n",
            "2: no target term. Only a term that is not translated may stand alone, as source.",
        ),
        ("g.csv", "un,one,french\n", "1: unknown language tag 'french'. Give a BCP 47 tag: did you mean 'fr'?"),
        ("g.csv", "source,target,case_sensitive\nun,one,maybe\n", "2: case_sensitive is 'maybe'. Give yes or no."),
        (
            "g.csv",
            'source,target\nun,"one\n',
            "2: a quotation mark opens here and is not closed. Double it, or close it.",
        ),
        ("g.csv", "", "the file is empty. Give a file that holds translations."),
        ("g.txt", "# nothing\n", "no terms in it. Give a file that holds terms."),
        (
            "g.tbx",
            TBX2.replace("deprecated", "depricated"),
            ("16: unknown status 'depricatedTerm-admn-sts' of a term. Did you mean 'deprecated'?"),
        ),
        (
            "g.tbx",
            TBX2.replace('langSet xml:lang="de"', "langSet"),
            ("14: a langSet without xml:lang. Name its language, such as xml:lang='fr'."),
        ),
        (
            "g.tbx",
            TBX2.replace('"de"', '"german"'),
            "14: unknown language tag 'german'. Give a BCP 47 tag: did you mean 'de'?",
        ),
        (
            "g.tbx",
            TBX2.replace("</body>", ""),
            "24: broken XML: mismatched tag. Mend the XML there, or export the file again.",
        ),
        (
            "g.tbx",
            TBX2.replace('V02.dtd"', 'V02.dtd" [<!ENTITY a SYSTEM "file:///etc/passwd">]'),
            (
                "2: the document type declares the entity “a”; entities are refused. "
                "Write the characters themselves, or export "
                "the file again without it."
            ),
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line(file, name, text, why):
    with pytest.raises(UnreadableError) as error:
        terms(file, name, text)
    assert str(error.value).split(name, 1)[1].lstrip(": ") == why


def test_a_missing_file():
    with pytest.raises(TqcheckError, match="there is no such file"):
        read_terms("no-such-glossary.csv", ReadOptions())
