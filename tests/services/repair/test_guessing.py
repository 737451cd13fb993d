from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from ivr.identity.tables import AttemptRow
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.services.repair.sql_repairs import SqlRepairs


def test_many_calls_at_once_get_no_more_guesses_than_one(database, now):
    add_demo_repairs(database, now)
    repairs = SqlRepairs(database, now=lambda: now)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda guess: repairs.find(CUSTOMER_ORDER, "order", f"9{guess:03}", "CA1"), range(24)))
    with database.reading() as session:
        assert session.scalar(select(func.count()).where(AttemptRow.failed)) == 5
    assert repairs.find(CUSTOMER_ORDER, "order", CUSTOMER_PHONE[-4:], "CA1") == ()
