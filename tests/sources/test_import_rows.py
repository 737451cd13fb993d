"""An import that is kept out waits; one that breaks off says so and what it has done, and the next goes on."""

import pytest
from sqlalchemy.exc import OperationalError

from ivr.services.repair.demo import demo_rows
from ivr.services.repair.importer import store_repair
from ivr.services.repair.repairs import Question
from ivr.services.repair.sql_repairs import SqlRepairs
from ivr.sources import Row, UnusableFile, import_rows
from ivr.storage import Database, DatabaseBusy, Keyring, new_key


@pytest.fixture
def rows(now):
    return [Row(values, line, 1) for line, values in enumerate(demo_rows(now), 2)]


class Trouble:
    """A store that fails some times before it works."""

    def __init__(self, *errors):
        self.errors = list(errors)

    def __call__(self, session, keyring, values):
        if self.errors:
            raise self.errors.pop(0)
        return store_repair(session, keyring, values)


def test_a_busy_database_is_waited_for(sqlite_database, rows):
    done = import_rows(sqlite_database, Trouble(DatabaseBusy(), DatabaseBusy()), rows[:3], pauses=(0, 0))
    assert (done.new, done.broken) == (3, "")


def test_a_database_that_stays_busy_is_told(sqlite_database, rows):
    done = import_rows(sqlite_database, Trouble(*[DatabaseBusy()] * 9), rows[:3], pauses=(0, 0))
    assert (done.new, "try again later" in done.broken) == (0, True)


@pytest.mark.parametrize("error", [OperationalError("INSERT", {}, Exception("the server closed")), KeyboardInterrupt()])
def test_a_break_in_the_middle_is_told_and_the_next_run_goes_on(sqlite_database, rows, error):
    first = import_rows(sqlite_database, store_repair, breaking(rows, error))
    assert (first.new + first.known, first.broken != "") == (50, True)
    again = import_rows(sqlite_database, store_repair, rows)
    assert (again.new, again.broken) == (0, "")


def breaking(rows, error):
    """Break off after a whole batch and a bit of the next."""
    yield from (rows * 2)[:60]
    raise error


def test_a_file_that_breaks_off_is_told_with_what_was_stored(sqlite_database, rows):
    done = import_rows(sqlite_database, store_repair, breaking(rows, UnusableFile("line 99: it ends")))
    assert (done.new, done.broken) == (len(rows), "line 99: it ends")


def test_other_keys_are_told(sqlite_url, sqlite_database, rows, keys):
    import_rows(sqlite_database, store_repair, rows[:1])
    other = Database(sqlite_url, Keyring.from_text(new_key(), keys[1]))
    assert "IVR_ENCRYPTION_KEYS" in import_rows(other, store_repair, rows[:1]).broken
    other.dispose()


def test_progress_counts_the_lines_of_all_rows(sqlite_database, rows):
    seen = []
    import_rows(sqlite_database, store_repair, rows, seen.append)
    assert sum(seen) == len(rows)


IMEIS = ("356938035643809", "490154203237518")


@pytest.fixture
def keep(database, now):
    """Store a repair of this order number; return what is noted of it."""
    plain = next(demo_rows(now))

    def keep(order, imei=IMEIS, phone="+12025550143", model="One"):
        values = plain | {"order": order, "imei": imei, "phone": phone, "model": model}
        return [note.advice for note in import_rows(database, store_repair, [Row(values, 2, 1)]).notes]

    return keep


@pytest.fixture
def find(database):
    def find(number, kind, factor):
        found = SqlRepairs(database, answer_after=0).find(Question(number, kind, factor))
        return [repair.order for repair in found.repairs]

    return find


def test_the_digits_of_an_order_number_are_enough(keep, find):
    assert keep("T1731") == []
    assert find("1731", "order", "2025550143") == ["T1731"]


def test_unless_another_order_has_them_which_the_import_says(keep, find):
    keep("T1731", phone="+12025550144")
    assert "those of another order" in keep("A1731")[0]
    assert find("1731", "order", "2025550143") == []
    assert "letters" in keep("1731")[0]
    assert find("1731", "order", "2025550143") == ["1731"]


@pytest.mark.parametrize("order", ["AB12", "ABCDEF", "1234567890123456789", "123456789012345"])
def test_an_order_number_that_nobody_can_give_is_noted_and_kept(keep, find, order):
    assert "found by phone number or IMEI only" in keep(order)[0]
    assert find("+12025550143", "phone", "643809") == [order]


@pytest.mark.parametrize(
    ("order", "looks_like"), [("1000234567", "order"), ("2025550199", "phone"), ("356938035643809", "imei")]
)
def test_an_order_number_as_long_as_a_phone_number_or_imei_is_found(keep, find, order, looks_like):
    assert keep(order) == []
    assert find(order, looks_like, "2025550143") == [order]


def test_a_meid_opens_the_repair_in_the_form_that_keys_can_give(keep, find):
    assert keep("472917", imei=("268435460201171954",)) == []
    assert find("268435460201171954", "imei", "2025550143") == find("472917", "order", "2025550143") == ["472917"]


@pytest.mark.parametrize("imei", IMEIS)
def test_either_imei_finds_the_device_and_opens_it(keep, find, imei):
    keep("471100")
    assert find(imei, "imei", "2025550143") == find("471100", "order", imei[-6:]) == ["471100"]


def test_a_device_without_imei_opens_by_order_and_phone_only(keep, find):
    keep("471100", imei=())
    assert find("471100", "order", "2025550143") == ["471100"]
    for number, kind in (("+12025550143", "phone"), ("", "imei"), ("000000000000000", "imei")):
        assert [find(number, kind, factor) for factor in ("2025550143", "", "0000", "none")] == [[]] * 4
