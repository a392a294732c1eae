"""TSV and CSV: headers, columns, languages, places, and rows that do not fit."""

import pytest

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.model import Origin, Skip


def pairs(found):
    return [(s.source, s.target) for s in found]


def lines(found):
    return [s.origin.line for s in found]


def test_all_columns_are_known_by_name(items):
    names = (
        "id\tsource\ttarget\tsrc_lang\ttgt_lang\tnote\tdocument\tmax_length\tstate\tkey\tvariant\tflags\tignore\tother"
    )
    row = "7\tOui\tنعم\tfra\tar_EG\tan answer\tfaq\t12\tfinal\tmenu.yes\tone\tc-format\tACC101, doubled-word\tx"
    (segment,) = items("a.tsv", f"{names}\n{row}\n")
    assert (segment.id, segment.source, segment.target) == ("7", "Oui", "نعم")
    assert (segment.source_lang, segment.target_lang) == ("fr", "ar-EG")
    assert (segment.note, segment.document, segment.max_length, segment.state) == ("an answer", "faq", 12, "final")
    assert (segment.variant, segment.syntax) == ("one", {"c-format"})
    assert segment.ignore == {"ACC101", "doubled-word"}
    assert (segment.origin.line, segment.origin.key) == (2, "menu.yes")


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("source\ttarget", (None, None)),
        ("src\tmt", (None, None)),
        ("Source Text\tTranslation", (None, None)),
        ("en\tfr", ("en", "fr")),
        ("en-US\tde_AT", ("en-US", "de-AT")),
        ("eng\tzh-Hant", ("en", "zh-Hant")),
        ("English\tJapanese", ("en", "ja")),
        ("en\tid", ("en", "id")),
        ("ar\ttarget", ("ar", None)),
    ],
)
def test_headers(items, header, languages):
    (segment,) = items("a.tsv", f"{header}\nOne\tTwo\n")
    assert (segment.source, segment.target, segment.id) == ("One", "Two", "2")
    assert (segment.source_lang, segment.target_lang) == languages


@pytest.mark.parametrize("first", ["Bonjour\tHello", "no\tnon", "Translation\tTraduction", "Note\tRemarque", "हाँ\tYes"])
def test_a_first_row_of_words_is_no_header(items, first):
    found = items("a.tsv", f"{first}\nMerci\tThanks\n")
    assert pairs(found) == [tuple(first.split("\t")), ("Merci", "Thanks")]
    assert lines(found) == [1, 2]


def test_a_translation_alone(items):
    for header in ("target", "translation", "id\ttarget", "tgt\tscore"):
        row = "1\tСпасибо" if header.startswith("id") else "Спасибо\t0.5" if "score" in header else "Спасибо"
        (segment,) = items("a.tsv", f"{header}\n{row}\n")
        assert (segment.source, segment.target) == (None, "Спасибо")
    assert pairs(items("a.tsv", "Bonjour\nMerci\n")) == [(None, "Bonjour"), (None, "Merci")]


@pytest.mark.parametrize(("source", "target"), [("3", "1"), ("fuente", "destino"), ("3", "destino")])
def test_columns_by_name_or_number(items, source, target):
    table = "destino\tx\tfuente\n" if "destino" in (source, target) else ""
    found = items("a.tsv", f"{table}Two\t–\tOne\n", source_column=source, target_column=target)
    assert pairs(found) == [("One", "Two")]


def test_columns_by_number_pass_over_a_header(items):
    found = items("a.tsv", "id\ten\tfr\n1\tYes\tOui\n", source_column="3", target_column="2", id_column="1")
    assert [(s.id, s.source, s.target, s.source_lang) for s in found] == [("1", "Oui", "Yes", "fr")]


def test_the_options_choose_among_languages_and_outweigh_the_header(items):
    table = "en\tde\tpt\nYes\tJa\tSim\n"
    assert pairs(items("a.tsv", table, source_lang="de", target_lang="pt")) == [("Ja", "Sim")]
    (segment,) = items("a.tsv", table, source_lang="pt_br", target_lang="en")
    assert (segment.source, segment.source_lang) == ("Sim", "pt-BR")


def test_a_rows_language_outweighs_the_options(items):
    found = items("a.tsv", "source\ttarget\ttarget_lang\nYes\tSim\tpt\nNo\tNein\t\n", target_lang="de")
    assert [s.target_lang for s in found] == ["pt", "de"]


@pytest.mark.parametrize(
    ("table", "options", "why"),
    [
        (
            "1\tYes\tOui\n",
            {},
            (
                "3 columns, and no header that names source and target. Name them, such as "
                "--source-column 1 --target-column 2, or give the file a header."
            ),
        ),
        (
            "yes\toui\ten\tfr\n",
            {},
            (
                "4 columns, and no header that names source and target. Name them, such as "
                "--source-column 1 --target-column 2, or give the file a header."
            ),
        ),
        (
            "en\tfr\tde\nYes\tOui\tJa\n",
            {},
            "several languages: en, fr, de. Choose with --source-lang and --target-lang.",
        ),
        (
            "id\tsource\ttext\n1\tYes\tOui\n",
            {},
            "no column for the target among: id, source, text. Name it with --target-column.",
        ),
        (
            "source\ttranslated\n",
            {"target_column": "translatd"},
            "no column 'translatd' among: source, translated. Did you mean 'translated'?",
        ),
        (
            "Yes\tOui\n",
            {"target_column": "3"},
            (
                "no column '3': there are 2, and no header that names it. "
                "Give a number counted from 1, or a name of the header."
            ),
        ),
    ],
)
def test_columns_that_are_missing(items, table, options, why):
    with pytest.raises(UsageError) as error:
        items("a.tsv", table, **options)
    assert str(error.value).split("a.tsv", 1)[1] == f":1: {why}"


def test_an_unknown_language_in_the_options(items):
    with pytest.raises(UsageError, match=r"unknown language tag 'german'\. Give a BCP 47 tag: did you mean 'de'\?"):
        items("a.tsv", "Yes\tJa\n", target_lang="german")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Yes", "only one column: “target” missing."),
        ("Yes\tOui\tfr\tx\textra", "5 columns where 4 are usual: a stray separator?"),
        ("Yes\tOui\tfrench", "unknown language tag 'french'. Give a BCP 47 tag: did you mean 'fr'?"),
        ("Yes\tOui\tfr\tten", "“max_length” is “ten”, not a whole number of characters."),
        ("Yes\tOui\tfr\t-1", "“max_length” is “-1”, not a whole number of characters."),
        (
            b"Yes\tOu\xee",
            ("byte 0xEE at character 7 cannot be decoded. Mend the line, or give the file's encoding with --encoding."),
        ),
    ],
)
def test_a_row_that_does_not_fit_is_skipped(items, row, why):
    raw = row.encode() if isinstance(row, str) else row
    data = b"source\ttarget\ttarget_lang\tmax_length\nNo\tNon\n\n" + raw + b"\n\nMerci\tThanks\n"
    first, skip, last = items("a.tsv", data)
    assert (first.target, last.target, last.origin.line) == ("Non", "Thanks", 6)
    assert skip == Skip(what="line 4", why=why, origin=Origin(path=first.origin.path, line=4), incomplete=True)


def test_an_empty_target_is_a_segment_and_quotes_are_text_in_tsv(items):
    found = items("a.tsv", 'source\ttarget\nYes\t\n"Yes" or\t"Oui ou\n')
    assert pairs(found) == [("Yes", ""), ('"Yes" or', '"Oui ou')]


@pytest.mark.parametrize("delimiter", list(",;|\t"))
def test_the_delimiter_of_csv(items, delimiter):
    rows = [("source", "target"), ("Hello", "“Salut” !"), ("One, two; three", '"Un, deux; trois | quatre"')]
    text = "".join(delimiter.join('"' + c.replace('"', '""') + '"' for c in row) + "\r\n" for row in rows)
    assert pairs(items("a.csv", text)) == rows[1:] or delimiter == "\t"


def test_semicolons_part_the_cells_where_commas_stand_in_the_text(items):
    assert pairs(items("a.csv", "Hello, you;Bonjour, toi\nYes, sir;Oui, chef\n"))[0] == ("Hello, you", "Bonjour, toi")


def test_lines_of_csv_with_line_ends_in_cells(items):
    text = 'id,source,target\n1,"two\nlines","deux\nlignes"\n2,Yes,Oui\n3,"a\r\nb\nc",d\n\n4,No,Non\n'
    found = items("a.csv", text)
    assert [(s.id, s.origin.line) for s in found] == [("1", 3), ("2", 5), ("3", 8), ("4", 10)]
    assert found[0].target == "deux\nlignes"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('"Hi "you"",Salut', "malformed: ',' expected after '\"'. A quotation mark within a quoted cell is doubled."),
        (
            '"' + 200_000 * "x",
            (
                "a cell is longer than 131,072 characters: a quotation mark opens here and is not closed."
                " Double it, or close it."
            ),
        ),
    ],
)
def test_malformed_csv_is_skipped(items, row, why):
    first, skip, last = items("a.csv", f"source,target\nNo,Non\n{row}\nYes,Oui\n")
    assert (first.target, last.target) == ("Non", "Oui")
    assert (skip.what, skip.why) == ("line 3", why)


def test_a_quotation_mark_that_is_never_closed(items):
    _, skip = items("a.csv", 'source,target\nNo,Non\nYes,"Oui\nMaybe,Peut-être\n')
    assert skip.what == "line 3"
    assert (
        skip.why
        == "a quotation mark opens here and is not closed, and 2 lines were passed over. Double it, or close it."
    )


@pytest.mark.parametrize("text", ["\n\n", "source\ttarget\n"])
def test_nothing_to_check(items, text):
    with pytest.raises(UnreadableError, match="nothing to check in it"):
        items("a.tsv", text)
