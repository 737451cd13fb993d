import pytest
from sqlalchemy import select

from ivr.services.repair.csv_rows import read_repairs
from ivr.services.repair.importer import store_repair
from ivr.services.repair.repairs import Question
from ivr.services.repair.sql_repairs import SqlRepairs
from ivr.services.repair.tables import RepairStageRow
from ivr.sources import UnusableFile, import_rows

HEADER = "order,phone,imei,model,stage,since,doing,promised,centre,cost,currency"
GOOD = "4729105,+12025550143,490154203237518,Tern 12,in_repair,2026-11-20,new screen,2026-11-24,Harbour,89.90,USD"


@pytest.fixture
def load(database, tmp_path):
    def load(*lines, region="US"):
        path = tmp_path / "repairs.csv"
        path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
        return import_rows(database, store_repair, read_repairs(path, region))

    return load


def find(database):
    return SqlRepairs(database).find(Question("4729105", "order", "2025550143")).repairs


def test_a_good_row_can_be_asked_for(load, database):
    assert load(GOOD).new == 1
    (repair,) = find(database)
    assert (repair.model, str(repair.cost), str(repair.promised)) == ("Tern 12", "89.90", "2026-11-24")


def test_a_cost_without_a_currency_is_in_the_money_of_the_country(load, database):
    load(GOOD.replace("USD", ""), region="FR")
    assert [repair.currency for repair in find(database)] == ["EUR"]


def test_importing_again_updates(load, database):
    load(GOOD)
    again = load(GOOD.replace("in_repair,2026-11-20", "quality_check,2026-11-22"))
    assert (again.new, again.known) == (0, 1)
    assert find(database)[0].stage == "quality_check"


def test_each_stage_is_kept_once_in_the_history(load, database):
    for row in (GOOD, GOOD, GOOD.replace("in_repair,2026-11-20", "quality_check,2026-11-22")):
        load(row)
    with database.reading() as session:
        stages = session.scalars(select(RepairStageRow.stage).order_by(RepairStageRow.since)).all()
    assert stages == ["in_repair", "quality_check"]


@pytest.mark.parametrize(
    ("spoilt", "advice"),
    [
        (("4729105", "12"), "order: give 4 to 20"),
        (("+12025550143", "5"), "phone: give a phone number"),
        (("490154203237518", "490154203237519"), "check digit"),
        (("in_repair", "fixed"), "stage: use one of registered"),
        (("2026-11-20", "yesterday"), "since: give a date"),
        (("2026-11-24", "soon"), "promised: give a date"),
        (("89.90", "a lot"), "cost: give an amount"),
        (("89.90", "NaN"), "cost: give an amount"),
        (("USD", "dollars"), "currency: give the three"),
        (("Harbour", ""), "centre: give 1 to 255"),
        (("Tern 12", "x" * 300), "model: give 1 to 255"),
    ],
)
def test_a_bad_row_is_left_out_with_its_line_and_advice(load, spoilt, advice):
    done = load(GOOD.replace("4729105", "4729106"), GOOD.replace(*spoilt))
    (bad,) = done.bad
    assert (done.new, bad.line) == (1, 3)
    assert advice in bad.advice


def test_a_report_does_not_repeat_personal_values(load):
    (bad,) = load(GOOD.replace("in_repair", "fixed")).bad
    assert "5550143" not in bad.advice


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00bad", b"order,phone\n"])
def test_a_file_that_is_not_ours_says_what_is_needed(tmp_path, content):
    path = tmp_path / "repairs.csv"
    path.write_bytes(content)
    with pytest.raises(UnusableFile, match=r"first line must name|can't be read"):
        list(read_repairs(path, "US"))
