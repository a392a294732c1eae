"""Markdown: text without markup, code left out and said."""

from tqcheck.documents import read

PAGE = """\
---
title: "Le jardin d'hiver"
draft: true
---

# Arrosage

Ouvrez le **robinet** lentement,
puis lisez [la notice](notice.md)[^1] et `debit`.

1. Premier
   - dedans
2. Second <br> pas

| Mois | Eau |
|---|---|
| mai | *2 l* |

```sh
arroser --fort
```

> Une citation &amp; son auteur.

<div align="center">Texte <b>brut</b></div>

Titre souligné
--------------

[^1]: Une note.
"""


def test_blocks(blocks):
    assert blocks("a.md", PAGE) == [
        ("heading", 1, 2, "Le jardin d'hiver"),
        ("heading", 1, 6, "Arrosage"),
        ("paragraph", 0, 8, "Ouvrez le robinet lentement, puis lisez la notice et debit."),
        ("item", 1, 11, "Premier"),
        ("item", 2, 12, "dedans"),
        ("item", 1, 13, "Second  pas"),
        ("cell", 0, 15, "Mois"),
        ("cell", 0, 15, "Eau"),
        ("cell", 0, 17, "mai"),
        ("cell", 0, 17, "2 l"),
        ("paragraph", 0, 23, "Une citation & son auteur."),
        ("paragraph", 0, 25, "Texte brut"),
        ("heading", 2, 27, "Titre souligné"),
        ("paragraph", 0, 30, "Une note."),
    ]


def test_what_is_left_out_is_said(file):
    skipped = read(file("a.md", PAGE)).skipped
    assert [(skip.why, skip.incomplete) for skip in skipped] == [
        ("front matter, but its title, is left out", False),
        ("1 block of code left out (at line 19)", False),
    ]


def test_japanese_lines_are_joined_without_a_space(blocks):
    assert blocks("a.md", "庭に水を\nまきます。\n") == [("paragraph", 0, 1, "庭に水をまきます。")]
