"""Xcode's string catalogues."""

import pytest

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import detect
from tqcheck.model import Finding, Segment, Severity, Skip, Suppression

FILE = """{
  "sourceLanguage" : "en",
  "strings" : {
    "" : {

    },
    "Hello %@" : {
      "comment" : "Greeting\\ntqcheck: ignore[LNG203] no stop",
      "localizations" : {
        "ar" : {
          "stringUnit" : {
            "state" : "needs_review",
            "value" : "مرحبًا %@"
          }
        }
      }
    },
    "old" : {
      "extractionState" : "stale",
      "localizations" : {
        "de" : { "stringUnit" : { "state" : "translated", "value" : "alt" } }
      }
    },
    "Quay" : { "shouldTranslate" : false },
    "%lld boats at %@" : {
      "localizations" : {
        "en" : {
          "stringUnit" : { "state" : "new", "value" : "%#@boats@ at %@" },
          "substitutions" : {
            "boats" : {
              "argNum" : 1,
              "formatSpecifier" : "lld",
              "variations" : {
                "plural" : {
                  "one" : { "stringUnit" : { "state" : "translated", "value" : "%arg boat" } },
                  "other" : { "stringUnit" : { "state" : "translated", "value" : "%arg boats" } }
                }
              }
            }
          }
        },
        "pl" : {
          "stringUnit" : { "state" : "translated", "value" : "%#@boats@ przy %@" },
          "substitutions" : {
            "boats" : {
              "variations" : {
                "plural" : {
                  "one" : { "stringUnit" : { "state" : "translated", "value" : "%arg łódź" } },
                  "few" : { "stringUnit" : { "state" : "translated", "value" : "%arg łodzie" } },
                  "other" : { "stringUnit" : { "state" : "translated", "value" : "%arg łodzi" } }
                }
              }
            }
          }
        },
        "ar" : {}
      }
    },
    "tap" : {
      "localizations" : {
        "en" : {
          "variations" : {
            "device" : {
              "mac" : { "stringUnit" : { "state" : "translated", "value" : "Click the anchor" } },
              "other" : { "stringUnit" : { "state" : "translated", "value" : "Tap the anchor" } }
            }
          }
        },
        "pl" : {
          "variations" : {
            "device" : {
              "mac" : { "stringUnit" : { "state" : "translated", "value" : "Kliknij kotwicę" } },
              "iphone" : { "stringUnit" : { "state" : "translated", "value" : "Stuknij kotwicę" } }
            }
          }
        },
        "ar" : { "stringUnit" : { "state" : "new", "value" : "انقر على المرساة" } }
      }
    }
  },
  "version" : "1.0"
}
"""


def test_each_language_is_paired_with_the_source(items) -> None:
    found = {s.id: s for s in items("a.xcstrings", FILE) if isinstance(s, Segment)}
    assert [(n, s.variant, s.source, s.target, s.state) for n, s in found.items()] == [
        ("ar:Hello %@", None, "Hello %@", "مرحبًا %@", "needs-review"),
        ("pl:Hello %@", None, "Hello %@", "", "untranslated"),
        ("ar:%lld boats at %@", None, "%#@boats@ at %@", "", "untranslated"),
        ("pl:%lld boats at %@", None, "%#@boats@ at %@", "%#@boats@ przy %@", "translated"),
        ("pl:%lld boats at %@/boats[one]", "one", "%arg boat", "%arg łódź", "translated"),
        ("pl:%lld boats at %@/boats[few]", "few", "%arg boats", "%arg łodzie", "translated"),
        ("pl:%lld boats at %@/boats[other]", "other", "%arg boats", "%arg łodzi", "translated"),
        ("pl:%lld boats at %@/boats[many]", "many", "%arg boats", "", "untranslated"),
        ("ar:tap", None, "Tap the anchor", "انقر على المرساة", "untranslated"),
        ("pl:tap[mac]", "mac", "Click the anchor", "Kliknij kotwicę", "translated"),
        ("pl:tap[iphone]", "iphone", "Tap the anchor", "Stuknij kotwicę", "translated"),
    ]
    assert {(s.source_lang, s.target_lang) for s in found.values()} == {("en", "ar"), ("en", "pl")}


def test_lines_are_those_of_the_values(items) -> None:
    lines = FILE.split("\n")
    for segment in items("a.xcstrings", FILE):
        if isinstance(segment, Segment) and segment.target:
            assert segment.target in lines[segment.origin.line - 1]
            assert (segment.source or "") in lines[segment.source_origin.line - 1]
    missing = next(s for s in items("a.xcstrings", FILE) if s.origin and getattr(s, "id", "") == "pl:Hello %@")
    assert (missing.origin.line, missing.origin.key) == (7, "Hello %@")


def test_notes_and_suppressions(items) -> None:
    hello, *_ = items("a.xcstrings", FILE)
    assert (hello.note, hello.syntax) == ("Greeting", {"objc-format"})
    assert hello.suppressions == (Suppression(check="LNG203", reason="no stop", line=9),)


def test_what_is_left_out(items) -> None:
    assert [(s.what, s.origin.line, s.incomplete) for s in items("a.xcstrings", FILE) if isinstance(s, Skip)] == [
        ("string old", 18, False),
        ("string Quay", 24, False),
    ]
    (skip, *_) = items("a.xcstrings", FILE.replace('"pl"', '"polish"'))
    assert (skip.what, skip.why, skip.incomplete) == ("language polish", "it is no language tag.", True)


def test_one_language_and_another_source(items) -> None:
    assert {s.target_lang for s in items("a.xcstrings", FILE, target_lang="pl") if isinstance(s, Segment)} == {"pl"}
    found = {s.id: s.source for s in items("a.xcstrings", FILE, source_lang="pl") if isinstance(s, Segment)}
    assert found["ar:tap"] == "Stuknij kotwicę"
    with pytest.raises(UsageError, match=r"it has no fr\. It has ar, pl\."):
        items("a.xcstrings", FILE, target_lang="fr")


def test_findings_in_two_languages_are_two(items) -> None:
    made = [
        Finding(code="MKP101", name="x", segment=s, severity=Severity.MAJOR, message="m", spans=(), confidence=1)
        for s in items("a.xcstrings", FILE)
        if isinstance(s, Segment) and s.variant is None and s.origin.key == "%lld boats at %@"
    ]
    assert len({f.fingerprint for f in made}) == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('{"sourceLanguage": "en",\n "strings": {"a": }}', 2, "invalid JSON"),
        ('{"sourceLanguage": "en"}', 1, "JSON without the “strings” of a catalogue."),
        ("[]", 1, "JSON without the “strings” of a catalogue."),
    ],
)
def test_hopeless_files(items, text, line, message) -> None:
    with pytest.raises(UnreadableError, match=message) as error:
        items("a.xcstrings", text)
    assert error.value.line == line
    assert error.value.mend


def test_detection(file) -> None:
    assert detect(file("a", FILE)).name == "xcstrings"
