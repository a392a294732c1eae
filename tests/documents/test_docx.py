"""DOCX, made by python-docx: styles, lists, tables, tracked changes, notes."""

import io
import re
import sys
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tqcheck.documents import read
from tqcheck.errors import UnreadableError


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xml(text):
    name, gap, rest = re.match(r"(<[\w:]+)([\s/>])(.*)", text, re.DOTALL).groups()
    return parse_xml(f"{name} {nsdecls('w')}{gap}{rest}")


@pytest.fixture
def story():
    document = docx.Document()
    document.add_heading("Der Leuchtturm", 0)
    document.add_heading("Kapitel eins", 2)
    paragraph = document.add_paragraph("Marta stieg ")
    paragraph.add_run("langsam").bold = True
    paragraph.add_run(" hinauf.")
    paragraph._p.append(
        xml('<w:ins w:id="1" w:author="a"><w:r><w:t xml:space="preserve"> Sie war müde.</w:t></w:r></w:ins>')
    )
    paragraph._p.append(xml('<w:del w:id="2" w:author="a"><w:r><w:delText> Sie sang.</w:delText></w:r></w:del>'))
    document.add_paragraph("Erstens", style="List Bullet")
    document.add_paragraph("Tiefer", style="List Bullet 2")
    table = document.add_table(2, 2)
    for row in range(2):
        for column in range(2):
            table.cell(row, column).text = f"Zelle {row}{column}"
    document.add_paragraph("最後の段落。")
    document.sections[0].header.paragraphs[0].text = "Kopfzeile"
    return document


def test_blocks(blocks, story):
    assert blocks("a.docx", saved(story)) == [
        ("heading", 1, None, "Der Leuchtturm"),
        ("heading", 2, None, "Kapitel eins"),
        ("paragraph", 0, None, "Marta stieg langsam hinauf. Sie war müde."),
        ("item", 1, None, "Erstens"),
        ("item", 2, None, "Tiefer"),
        *(("cell", 0, None, f"Zelle {place}") for place in ("00", "01", "10", "11")),
        ("paragraph", 0, None, "最後の段落。"),
    ]


def test_what_is_left_out_is_said(file, story):
    assert [skip.why for skip in read(file("a.docx", saved(story))).skipped] == [
        "tracked deletions left out (10 characters)",
        "boilerplate left out: headers and footers, 9 characters",
    ]


def test_a_deleted_end_of_paragraph_joins_two(blocks):
    document = docx.Document()
    first = document.add_paragraph("Ein Satz ")
    first._p.get_or_add_pPr().append(xml('<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'))
    document.add_paragraph("geht weiter.")
    assert [block[3] for block in blocks("a.docx", saved(document))] == ["Ein Satz geht weiter."]


def test_links_and_content_controls_are_read(blocks):
    document = docx.Document()
    document.add_paragraph("See ")._p.append(xml("<w:hyperlink><w:r><w:t>the map</w:t></w:r></w:hyperlink>"))
    control = xml("<w:sdt><w:sdtContent><w:p><w:r><w:t>A control.</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    document.element.body.insert(1, control)
    assert [block[3] for block in blocks("a.docx", saved(document))] == ["See the map", "A control."]


def test_footnotes_follow_the_text(blocks):
    document = docx.Document()
    document.add_paragraph("Mit Fußnote.")
    note = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Eine Fußnote.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        note.encode(),
        document.part.package,
    )
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    assert [block[3] for block in blocks("a.docx", saved(document))] == ["Mit Fußnote.", "Eine Fußnote."]


def test_an_outline_level_makes_a_heading(blocks):
    document = docx.Document()
    paragraph = document.add_paragraph("Ohne Formatvorlage")
    level = xml('<w:outlineLvl w:val="1"/>')
    assert level.get(qn("w:val")) == "1"
    paragraph._p.get_or_add_pPr().append(level)
    assert blocks("a.docx", saved(document))[0][:2] == ("heading", 2)


def packed(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut short", packed(a="x"), b"no archive"])
def test_a_broken_file(file, data):
    with pytest.raises(UnreadableError, match="this is no DOCX file") as error:
        read(file("a.docx", data))
    assert error.value.path.endswith("a.docx")
    assert "save it again" in error.value.mend


def test_a_missing_extra_names_itself(file, monkeypatch, story):
    path = file("a.docx", saved(story))
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UnreadableError, match="python-docx") as error:
        read(path)
    assert "pip install 'tqcheck[documents]'" in error.value.mend
