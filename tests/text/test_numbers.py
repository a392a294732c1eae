import pytest

from tqcheck.lang.cldr_data import cldr_data
from tqcheck.lang.tables import languages, section
from tqcheck.text.calendar_words import calendar_words
from tqcheck.text.fraction_words import fractions
from tqcheck.text.number_lexicon import meaning, meanings
from tqcheck.text.number_words import alike, likely, spelled
from tqcheck.text.numbers import digit, numbers
from tqcheck.text.quantities import quantities
from tqcheck.text.quantity_comparison import differences
from tqcheck.text.quantity_explanations import Sided
from tqcheck.text.scaled_numbers import factored
from tqcheck.text.unit_conversions import converted, units_after


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234.5", {1234.5}),
        ("1.234,5", {1234.5}),
        ("1 234,5", {1234.5}),
        ("1\u00a0234\u202f567", {1234567}),
        ("1'234", {1234}),
        ("12,34,567", {1234567}),
        ("1,234", {1234, 1.234}),
        ("٢٠١٩", {2019}),
        ("१२,३४५", {12345, 12.345}),
        ("๑๐๒", {102}),
        ("၂၅၀", {250}),
        ("３５", {35}),
        ("٣٫٥", {3.5}),
        ("1.2.3", set()),
        ("9" * 400, set()),
    ],
)
def test_a_number_has_every_value_it_can_have(text: str, values: set[float]) -> None:
    (number,) = numbers(text)
    assert (number.start, number.end) == (0, len(text))
    assert number.values == values
    assert digit(text)


def test_no_digits() -> None:
    assert not digit("zwölf Éclairs, двадцать, 十二")
    assert numbers("no digits here") == ()


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("2.5 million", "en", 2.5e6),
        ("3,2 Mrd. Euro", "de", 3.2e9),
        ("2 billones", "es", 2e12),
        ("5 тыс. человек", "ru", 5e3),
        ("5 mil millones", "es", 5e9),
        ("2.5 लाख रुपये", "hi", 2.5e5),
        ("3万", "ja", 3e4),
        ("3億5000万円", "ja", 3.5e8),
        ("4만 원", "ko", 4e4),
        ("2 ล้านคน", "th", 2e6),
        ("7 triệu", "vi", 7e6),
        ("5 jt", "id", 5e6),
    ],
)
def test_a_scale_multiplies_the_number_before_it(text: str, tag: str, value: float) -> None:
    (quantity,) = quantities(text, tag)
    assert quantity.values == {value}


@pytest.mark.parametrize(
    ("text", "tag", "found"),
    [
        ("12 eggs for 3.50 euros", "en", [("12", 1), ("3.50", 1)]),
        ("7 Millionen von 9 Mrd.", "de", [("7", 1e6), ("9", 1e9)]),
        ("5 mil millones", "es", [("5", 1e9)]),
        ("3億5000万円", "ja", [("3", 1e8), ("5000", 1e4)]),
        ("๒ ล้านคน", "th", [("2", 1e6)]),
        ("၅ နှစ်", "my", [("5", 1)]),
    ],
)
def test_numbers_come_with_their_factors(text: str, tag: str, found: list[tuple[str, float]]) -> None:
    assert list(factored(text, tag)) == found


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("46.5 of 1,000 in 2019", "2019 waren es 46,5 von 1.000", 0),
        ("5 billion euros", "5 Milliarden Euro", 0),
        ("5 billion euros", "5 Billionen Euro", 1),
        ("30 seconds", "13 Sekunden", 1),
    ],
)
def test_numbers_that_are_written_alike_are_the_same_before_the_same_scale(
    source: str, target: str, count: int
) -> None:
    assert len(differences(Sided(source, "en"), Sided(target, "de"))) == count


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("She has three dogs.", "en", True),
        ("It cost 5 million euros.", "en", False),
        ("It cost a million euros.", "en", True),
        ("三匹の犬がいる。", "ja", False),
        ("三十匹の犬がいる。", "ja", True),
        ("Not a number at all.", "en", False),
    ],
)
def test_a_quick_look_finds_number_words(text: str, tag: str, *, expected: bool) -> None:
    assert likely(text, tag) is expected


def test_the_same_number_words() -> None:
    assert alike(("three dogs, two hundred cats", "en"), ("zweihundert Katzen, drei Hunde", "de"))
    assert not alike(("three dogs", "en"), ("vier Hunde", "de"))
    assert not alike(("dogs", "en"), ("Hunde", "de"))


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("two hundred and fifty thousand", "en", 250000),
        ("zweiundzwanzig", "de", 22),
        ("vijfentwintig", "nl", 25),
        ("quatre-vingt-douze", "fr", 92),
        ("soixante et onze", "fr", 71),
        ("ventitré", "it", 23),
        ("femogtyve", "da", 25),
        ("kaksikymmentäviisi", "fi", 25),
        ("huszonkettő", "hu", 22),
        ("двадцать пять тысяч", "ru", 25000),
        ("ยี่สิบห้า", "th", 25),
        ("三万五千", "zh", 35000),
        ("二〇二〇", "ja", 2020),
        ("hai mươi lăm", "vi", 25),
        ("خمسة وعشرون", "ar", 25),
        ("אחת עשרה", "he", 11),
        ("dört yüz elli", "tr", 450),
        ("treinta y cinco mil", "es", 35000),
        ("dvacet pět", "cs", 25),
        ("XIV", "en", 14),
        ("XIXe", "fr", 19),
        ("einhundertdreiundzwanzig", "de", 123),
    ],
)
def test_numbers_in_words(text: str, tag: str, value: float) -> None:
    (found,) = spelled(text, tag)
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "tag"), [("Achtung, keine Neuigkeiten einzeln", "de"), ("Le mixte", "fr"), ("", "xx")]
)
def test_what_is_no_number(text: str, tag: str) -> None:
    assert not spelled(text, tag)


@pytest.mark.parametrize(
    ("first", "source", "second", "target", "right"),
    [
        (200, "miles", 320, "Kilometer", True),
        (200, "miles", 230, "Kilometer", False),
        (77, "°F", 25, "°C", True),
        (12, "feet", 3.7, "Meter", True),
        (5, "pounds", 2.3, "kg", True),
        (3, "inches", 75, "mm", True),
        (40, "litres", 400, "Liter", False),
        (85, "miles per hour", 137, "km/h", True),
    ],
)
def test_conversions(first: float, source: str, second: float, target: str, *, right: bool) -> None:
    units = units_after(f"{first} {source}", len(str(first)), "en"), units_after(f"0 {target}", 1, "de")
    assert all(units)
    assert converted(first, second, units=units) is right


def test_digits_of_every_script() -> None:
    digits = {c for c in map(chr, range(0x20000)) if c.isdecimal()}
    assert all(digit(f"é{c}") for c in digits)
    assert not digit("é" + "".join(c for c in map(chr, range(0xD800)) if c not in digits))


@pytest.mark.parametrize(
    ("text", "value", "covered"),
    [
        ("the rate is .875", 0.875, ".875"),
        ("rose by 0 . 28 points", 0.28, "0 . 28"),
        ("sold 1 , 000 cars", 1000, "1 , 000"),
        ("79, 332 cases", 79332, "79, 332"),
        ("a 1/2 inch pipe", 0.5, "1/2"),
        ("a 1-1/2 inch gap", 1.5, "1-1/2"),
        ("3½ hours", 3.5, "3½"),
        ("½ cup", 0.5, "½"),
    ],
)
def test_digits_that_belong_together(text: str, value: float, covered: str) -> None:
    (quantity,) = quantities(text, "en")
    assert value in quantity.values
    assert text[quantity.start : quantity.end] == covered


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("two thirds", "en", 2 / 3),
        ("three-quarters of it", "en", 3 / 4),
        ("ein Viertel davon", "de", 1 / 4),
        ("trois quarts", "fr", 3 / 4),
        ("три четверти", "ru", 3 / 4),
        ("三分之二", "zh", 2 / 3),
        ("4分の3", "ja", 3 / 4),
        ("5분의 3", "ko", 3 / 5),
        ("ثلاثة أرباع", "ar", 3 / 4),
    ],
)
def test_fractions_in_words(text: str, tag: str, value: float) -> None:
    (fraction,) = fractions(text, tag)
    assert fraction.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("zweitägig", "de", 2),
        ("dreißigminütiger", "de", 30),
        ("tvåvåningshus", "sv", 2),
        ("пятиэтажный", "ru", 5),
        ("tridesetdvogodišnji", "bs", 32),
        ("huszonhét", "hu", 27),
        ("δωδεκάχρονο", "el", 12),
        ("dwunastoletni", "pl", 12),
        ("서른네", "ko", 34),
        ("이백오십", "ko", 250),
        ("तैंतालीस", "hi", 43),
        ("två och en halv", "sv", 2.5),
        ("İki yüz elli", "tr", 250),
    ],
)
def test_numbers_in_compounds(text: str, tag: str, value: float) -> None:
    assert value in {said.value for said in spelled(text, tag)}


@pytest.mark.parametrize(
    ("text", "tag", "found"),
    [
        ("Freitagabend im März", "de", [("weekday", 4), ("month", 3)]),
        ("в июне и в пятницу", "ru", [("month", 6), ("weekday", 4)]),
        ("maaliskuussa perjantaina", "fi", [("month", 3), ("weekday", 4)]),
        ("五月の金曜日", "ja", [("weekday", 4)]),
        ("十一月星期五", "zh", [("month", 11), ("weekday", 4)]),
        ("Pazartesi'ye kadar", "tr", [("weekday", 0)]),
        ("You may march on", "en", []),
        ("روز سه‌شنبه", "fa", []),
    ],
)
def test_months_and_days(text: str, tag: str, found: list[tuple[str, int]]) -> None:
    assert [(named.kind, named.number) for named in calendar_words(text, tag)] == found


def test_days_of_a_language_do_not_depend_on_what_was_asked_before() -> None:
    cldr_data("rw", "days")
    assert cldr_data("uk", "days")["stand-alone"]["wide"][6] == "неділя"
    assert not cldr_data("xx", "days")


def test_telephone_numbers_are_compared_as_a_whole() -> None:
    french = Sided("Appelez le +33 1 4268 5300.", "fr")
    assert differences(Sided("Call +33 1 42 68 53 00.", "en"), french) == []
    (changed,) = differences(Sided("Call +33 1 42 68 35 00.", "en"), french)
    assert changed.source is not None
    assert (changed.source.start, changed.source.end) == (5, 22)


def test_words_are_read_once() -> None:
    table = meanings("de")
    assert table["zweitägig"] == meaning("zweitägig", "de") == table["zweitägig"]


def test_a_language_has_number_words() -> None:
    known = [tag for tag in languages("numbers") if section(tag, "numbers").get("words")]
    assert len(known) >= 77
