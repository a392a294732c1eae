"""Plain text: paragraphs, wrapped or one a line, headings, lists."""

WRAPPED = """\
The Lighthouse Keeper
=====================

Every evening at dusk, old Marta climbed the one hundred and twelve
steps to the lamp room. She had done it for forty years, and she knew
each step by its sound.

A new law

The council decided in March that the lamp would be automatic from
June on. Marta said nothing. She polished the lens for a last time.

* First, the lamp was switched off
  for a whole night.
* Then the engineers came.

---

THE END
"""


def test_wrapped_paragraphs_headings_and_items(blocks):
    found = blocks("a.txt", WRAPPED)
    assert [block[:3] for block in found] == [
        ("heading", 1, 1),
        ("paragraph", 0, 4),
        ("heading", 2, 8),
        ("paragraph", 0, 10),
        ("item", 1, 13),
        ("item", 1, 15),
        ("paragraph", 0, 19),
    ]
    assert found[1][3].startswith("Every evening at dusk, old Marta climbed the one hundred and twelve steps")
    assert found[4][3] == "First, the lamp was switched off for a whole night."


def test_each_line_is_a_paragraph(blocks):
    text = (
        "Ein neues Museum\n"
        "Am 3. Mai wurde in Bonn ein Museum eröffnet. Es zeigt Boote.\n"
        "Der Direktor ist zufrieden: „Wir hatten am ersten Tag 2.000 Gäste.“\n"
        "Das Haus hat drei Stockwerke und einen Garten, in dem im Sommer Konzerte stattfinden.\n"
    )
    assert [block[:3] for block in blocks("a.txt", text)] == [
        ("heading", 1, 1),
        ("paragraph", 0, 2),
        ("paragraph", 0, 3),
        ("paragraph", 0, 4),
    ]


def test_a_script_without_spaces_is_joined_without_them(blocks):
    text = (
        "港町の中心部に、待望の図書館が先週の土曜日に開館し\n"
        "た。初日には二千人を超える市民が訪れた。館長は、子\n"
        "どもも楽しめる場所だと話した。\n\n次の段落です。\n"
    )
    found = blocks("a.txt", text)
    assert [block[2] for block in found] == [1, 5]
    assert "開館した。初日には" in found[0][3]
    assert " " not in found[0][3]


def test_korean_is_joined_with_spaces(blocks):
    text = (
        "항구 도시의 중심부에 오랫동안 기다려 온 도서관이 지난 토요일에\n"
        "문을 열었다. 첫날에는 이천 명이 넘는 시민이 찾아와 책을 읽었다.\n"
    )
    assert "토요일에 문을" in blocks("a.txt", text)[0][3]


def test_a_poem_keeps_its_lines(blocks):
    text = "The sea is grey,\nThe gulls are gone,\nA lamp is lit\nAnd burns alone.\n"
    assert [block[2] for block in blocks("a.txt", text)] == [1, 2, 3, 4]


def test_a_line_that_goes_on_in_lower_case_is_joined(blocks):
    assert [block[3] for block in blocks("a.txt", "Die Katze schlief auf\ndem Ofen.\nDer Hund nicht.\n")] == [
        "Die Katze schlief auf dem Ofen.",
        "Der Hund nicht.",
    ]


def test_a_list_of_names_has_no_headings(blocks):
    assert {block[0] for block in blocks("a.txt", "Anna Berg\nTom Hill\nLi Wei\nAmina Diallo\n")} == {"paragraph"}


def test_lines_are_kept_when_asked_for(blocks):
    text = "One line\nthat goes on.\n\nAnother.\n"
    assert [block[3] for block in blocks("a.txt", text, lines=True)] == ["One line", "that goes on.", "", "Another."]
