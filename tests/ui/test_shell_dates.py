"""Days as people write them."""

import datetime

import pytest

from ui.widgets.dates import date_words, moment_words, parse_date


@pytest.mark.parametrize(
    "words", ["1.3.2027", "01.03.2027", "1. 3. 2027", "1.3.27", "2027-03-01", "1. März 2027", "1 Mrz 2027", "1/3/2027"]
)
def test_one_day_in_many_ways(words):
    assert parse_date(words) == datetime.date(2027, 3, 1)


@pytest.mark.parametrize("words", ["", "31.2.2027", "1.13.2027", "bald", "1.3.", "2027", "1. Foo 2027", "0.1.2027"])
def test_what_is_no_day(words):
    assert parse_date(words) is None


def test_today_by_its_name():
    assert parse_date("heute", datetime.date(2027, 3, 1)) == datetime.date(2027, 3, 1)


def test_words_of_days_and_moments():
    assert date_words(datetime.date(2027, 3, 1)) == "01.03.2027"
    now = datetime.datetime.now().astimezone().replace(hour=12, minute=5)
    assert moment_words(now) == "heute, 12:05 Uhr"
    assert moment_words(now - datetime.timedelta(days=1)).startswith("gestern, ")
    assert moment_words(now - datetime.timedelta(days=40)).count(".") == 2
