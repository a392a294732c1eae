"""Forms of one word, and words that only look like it."""

import pytest

from tqcheck.text.phrases import Index, Phrase, occurs
from tqcheck.text.stems import alike, keys, stems

FORMS = [
    ("en", "policy", "policies"),
    ("en", "class", "classes"),
    ("de", "Haus", "Häuser"),
    ("de", "Datei", "Quelldateien"),
    ("nl", "bestand", "bestanden"),
    ("sv", "nyckel", "nycklarna"),
    ("nb", "mappe", "mappene"),
    ("fr", "cheval", "chevaux"),
    ("es", "luz", "luces"),
    ("pt", "botão", "botões"),
    ("it", "amico", "amici"),
    ("ro", "carte", "cărților"),
    ("pl", "drukarka", "drukarce"),
    ("cs", "kniha", "knihách"),
    ("ru", "настройка", "настройками"),
    ("uk", "мережа", "мережею"),
    ("bg", "файл", "файловете"),
    ("el", "κωδικός", "κωδικούς"),
    ("lt", "failas", "failuose"),
    ("lv", "fails", "failiem"),
    ("fi", "tiedosto", "tiedostoissammekin"),
    ("et", "fail", "failidest"),
    ("hu", "hálózat", "hálózataikban"),
    ("tr", "kitap", "kitaplarınızdan"),
    ("ar", "كتاب", "الكتب"),
    ("ar", "ملف", "وملفات"),
    ("he", "קובץ", "בקובץ"),
    ("hi", "लड़का", "लड़कों"),
    ("ko", "파일", "파일을"),
    ("eu", "etxe", "etxeetan"),
    ("ka", "სახლი", "სახლში"),
    ("sw", "faili", "mafaili"),
    ("id", "baca", "membaca"),
]
STRANGERS = [
    ("en", "police", "policy"),
    ("en", "serve", "server"),
    ("de", "Karte", "Kasse"),
    ("fi", "talo", "tulo"),
    ("ru", "файл", "папка"),
    ("ar", "كتاب", "مدرسة"),
    ("tr", "kitap", "kapı"),
]


@pytest.mark.parametrize(("tag", "term", "form"), FORMS)
def test_forms_are_alike(tag: str, term: str, form: str) -> None:
    assert alike(term, form, tag)


@pytest.mark.parametrize(("tag", "term", "other"), STRANGERS)
def test_strangers_share_no_stem(tag: str, term: str, other: str) -> None:
    assert stems(term, tag).isdisjoint(keys(other, tag))


def test_the_longest_term_wins_and_clauses_are_not_crossed() -> None:
    index = Index((Phrase("user", False, 1), Phrase("user account", False, 2)), "en")
    text = "User accounts of a user, account by account"
    assert [(f.payload, text[f.start : f.end]) for f in index.find(text)] == [(2, "User accounts"), (1, "user")]


def test_a_term_without_spaces_is_found_inside_a_run() -> None:
    index = Index((Phrase("防火", False, 1), Phrase("防火墙", False, 2)), "zh")
    assert [(f.payload, f.start) for f in index.find("请打开防火墙。")] == [(2, 3)]


def test_words_of_a_term_may_stand_apart_but_not_far() -> None:
    assert occurs("fichier source", "les fichiers et la source", "fr")
    assert not occurs("fichier source", "le fichier que vous avez choisi hier soir est la source", "fr")
