"""Each row is checked like a form: what is wrong stops it, what is missing does not."""

import pytest

from avv_desktop import flow
from avv_desktop.many.customers import common_of
from avv_desktop.many.differences import differing
from avv_desktop.many.duplicates import doubles, merged
from avv_desktop.many.table import open_table
from tests.unit.many_sample import common, csv_file, line, series_for, xlsx_file


def one(tmp_path, **changed):
    series, customers = series_for(xlsx_file(tmp_path / "a.xlsx", [line(1, **changed)]))
    return series, customers[0]


def test_a_good_row_is_ready(tmp_path):
    _, customer = one(tmp_path)
    assert customer.state == "ready", customer


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("PLZ", "247"),
        ("Rechtsform", "Unfug"),
        ("Datum der Leistungsvereinbarung", "demnächst"),
        ("Ort", "#REF!"),
        ("Kunde", "MÃ¼ller"),
        ("Kunde", "Muster AG"),
    ],
)
def test_a_wrong_value_stops_its_row_and_says_where(tmp_path, heading, cell):
    _, customer = one(tmp_path, **{heading: cell})
    assert customer.state == "wrong"
    assert customer.wrong[0].reason.endswith((".", "Sonstige"))
    assert customer.wrong[0].column == (heading if cell != "Muster AG" else "Rechtsform")


@pytest.mark.parametrize("heading", ["Straße", "PLZ", "Registernummer", "Geschäftsführung", "Nummer"])
def test_a_missing_value_does_not_stop_its_row(tmp_path, heading):
    _, customer = one(tmp_path, **{heading: None})
    assert customer.state == "incomplete" and customer.missing


@pytest.mark.parametrize("name", ["Muster GmbH", "Muster GmbH GmbH", "Muster gmbh"])
@pytest.mark.parametrize("form", ["GmbH", "gmbh", None])
def test_a_legal_form_is_never_printed_twice(tmp_path, name, form):
    from avv_desktop.document.plain import plain

    series, customer = one(tmp_path, Kunde=name, Rechtsform=form)
    words = plain(flow.compose(series.template, series.draft(customer.answers)))
    assert customer.state == "ready", customer
    assert "Muster GmbH" in words and "GmbH GmbH" not in words and "gmbh GmbH" not in words


@pytest.mark.parametrize("name", ["CON", "../../etc", "=cmd|' /C calc'!A0"])
def test_odd_names_are_good_rows(tmp_path, name):
    path = csv_file(tmp_path / "a.csv", [line(1, Kunde=name)])
    _, customers = series_for(path)
    assert customers[0].state == "ready" and customers[0].name == name


def test_a_postcode_that_lost_its_zero_gets_it_back(tmp_path):
    _, customer = one(tmp_path, PLZ=1067)
    assert customer.answers["controller.company"]["postal_code"] == "01067"


def test_nothing_of_the_common_customer_gets_into_a_copy(tmp_path):
    series, customer = one(tmp_path, Straße=None, Geschäftsführung="Max Beispiel")
    assert "street" not in customer.answers["controller.company"]
    assert customer.answers["controller.representatives"] == [
        {"function": "managing_director", "first_name": "Max", "last_name": "Beispiel"}
    ]
    assert not [name for name in common_of(series.common).answers if name.startswith("controller.")]


def test_the_same_customer_twice_is_offered_for_merging(tmp_path):
    again = line(1, Nummer="S-900", Straße=None)
    path = csv_file(tmp_path / "a.csv", [again, line(2), line(1)])
    rows = {row.number: row for row in open_table(path).rows()}
    _, customers = series_for(path)
    found = doubles(customers, rows)
    assert [(each.rows, each.differing) for each in found] == [((2, 4), ("Nummer",))]
    assert merged([rows[2], rows[4]])["Straße"] == "Musterweg 1"


def test_what_differs_is_told_before_anything_is_written(tmp_path):
    series, customers = series_for(
        csv_file(tmp_path / "a.csv", [line(1)]), **{"breach.notice_hours": 12, "audit.cost_model": "own_costs"}
    )
    told = list(differing(series, customers))
    assert any("12" in each.what for each in told[0].differences)


def test_an_open_request_waits_for_the_management(tmp_path):
    from avv_desktop.draft.model import ClauseEdit
    from avv_desktop.many.customers import Series

    edit = ClauseEdit("audit_rights.cost", "changed", ("Jede Seite zahlt selbst.",), reason="Wunsch")
    series, _ = series_for(path := csv_file(tmp_path / "a.csv", [line(1)]))
    asked = Series(
        series.template, common().with_edit(edit), {h: t.id for h, t in series.columns.items()}, series.today
    )
    customers = list(asked.customers(open_table(path)))
    assert customers[0].state == "incomplete"
    assert next(differing(asked, customers)).waits
