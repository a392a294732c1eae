"""What language models are told, and what of their answers is the translation."""

import pytest

from tqcheck.translators.prompting import cleaned, named, opening, request, thinking

TEXT = "La porte est ouverte."
DONE = "The door is open."


@pytest.mark.parametrize(("answer", "text", "translation"), [
    (DONE, TEXT, DONE), (f' "{DONE}"\n', TEXT, DONE), (f"“{DONE}”", TEXT, DONE), (f"**{DONE}**", TEXT, DONE),
    (f"Sure! Here is the translation:\n\n{DONE}", TEXT, DONE), (f"Translation: {DONE}", TEXT, DONE),
    (f"{DONE}\n\nNote: “ouverte” agrees with “porte”.", TEXT, DONE), (f"```text\n{DONE}\n```", TEXT, DONE),
    (f"<think>\nLa porte: the door.\n\nOpen.\n</think>\n\n{DONE}", TEXT, DONE),
    ("「ドアは開いています。」", TEXT, "ドアは開いています。"),
    ("“The door”", "« La porte »", "“The door”"), ("“Yes”, he said, “no”", "Oui, dit-il, non", "“Yes”, he said, “no”"),
    ("You need:\nsalt", "Il faut :\ndu sel", "You need:\nsalt"), ("One\n\nTwo", "Un\n\nDeux", "One\n\nTwo"),
    ('The word "door"', "Le mot « porte »", 'The word "door"'), ('"', '"', '"'), ("", TEXT, ""),
])  # fmt: skip
def test_an_answer_is_cleaned(answer, text, translation):
    assert cleaned(answer, text) == translation


def test_languages_are_named():
    assert named("pt-BR") == "Portuguese (Brazil)"
    assert "Traditional" in named("zh-Hant")
    assert named("frp") != ""
    asked = request(TEXT, source_lang="fr", target_lang="en")
    assert asked.startswith("Translate the text below from French to English.")
    assert asked.endswith(TEXT)
    assert opening("Un\nDeux", source_lang="fr", target_lang="en") == "French: Un Deux\nEnglish:"


def test_thoughts_without_end_are_no_answer():
    assert thinking("<think>Well")
    assert not thinking(f"<think>Well</think>{DONE}")
    assert not thinking(DONE)
