"""Every factor of a conversion, against what the other unit is said to be in it; degrees of both kinds."""

import pytest

from tqcheck.text.unit_conversions import _equal, _kind

SAME = [
    (100, "length-mile", 161, "length-kilometer"), (100, "length-yard", 91.4, "length-meter"),
    (100, "length-foot", 30.5, "length-meter"), (100, "length-inch", 254, "length-centimeter"),
    (2540, "length-millimeter", 100, "length-inch"), (100, "length-nautical-mile", 185, "length-kilometer"),
    (5, "mass-tonne", 11023, "mass-pound"), (100, "mass-kilogram", 220, "mass-pound"),
    (100, "mass-ounce", 2835, "mass-gram"), (100, "mass-stone", 635, "mass-kilogram"),
    (28350, "mass-milligram", 1, "mass-ounce"), (100, "area-square-mile", 259, "area-square-kilometer"),
    (100, "area-acre", 40.5, "area-hectare"), (100, "area-square-yard", 83.6, "area-square-meter"),
    (1000, "area-square-foot", 92.9, "area-square-meter"), (1550, "area-square-inch", 1, "area-square-meter"),
    (35, "volume-cubic-foot", 1, "volume-cubic-meter"), (100, "volume-gallon", 379, "volume-liter"),
    (100, "volume-gallon-imperial", 455, "volume-liter"), (100, "volume-pint", 47.3, "volume-liter"),
    (10, "volume-fluid-ounce", 296, "volume-milliliter"), (100, "volume-barrel", 15.9, "volume-cubic-meter"),
    (100, "speed-mile-per-hour", 161, "speed-kilometer-per-hour"), (100, "speed-knot", 185, "speed-kilometer-per-hour"),
    (100, "speed-meter-per-second", 360, "speed-kilometer-per-hour"),
    (68, "temperature-fahrenheit", 20, "temperature-celsius"),
    (30, "temperature-celsius", 86, "temperature-fahrenheit"),
    (-40, "temperature-celsius", -40, "temperature-fahrenheit"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "one", "second", "other"), SAME, ids=str)
def test_the_same_amount(first, one, second, other) -> None:
    assert _equal(float(first), one, second=float(second), other=other)
    assert _equal(float(second), other, second=float(first), other=one)
    assert not _equal(first, one, second=2.0 * second + 50, other=other)


def test_a_difference_of_degrees_has_no_offset() -> None:
    assert _equal(9, "temperature-fahrenheit", second=5.0, other="temperature-celsius")
    assert _equal(20, "temperature-celsius", second=36.0, other="temperature-fahrenheit")
    assert not _equal(20, "temperature-celsius", second=50.0, other="temperature-fahrenheit")


def test_an_hour_is_seldom_read_with_its_kilometre() -> None:
    assert _kind("speed-mile-per-hour") == _kind("length-mile") == "length"
    assert _kind("area-square-mile") == "area"
