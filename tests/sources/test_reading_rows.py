"""A table is read as people save it; all that is wrong with a row is said at once."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ivr.sources import BadRow, Note, Row, UnusableFile
from ivr.sources.rows import read_rows
from ivr.sources.values import amount, currency, currency_in, day, moment, text, words

READERS = {"order": words, "centre": words, "quote_deadline": day, "cost": amount}
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "table.csv"
        path.write_bytes(content)
        return list(read_rows(path, READERS, ("quote_deadline", "cost")))

    return read


def rows(found):
    return [(row.line, row.values["order"], row.values["centre"]) for row in found if isinstance(row, Row)]


PLAIN = "order,centre\r\n4729,München\r\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("cp1252"),
        PLAIN.encode("utf-16"),
        PLAIN.replace(",", "\t").encode("utf-16-le"),
        PLAIN.replace(",", "\t").encode("utf-16-be"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "|").encode(),
        PLAIN.replace("\r\n", "\r").encode(),
        PLAIN.replace("\r\n", "\n").encode(),
        b'"order","centre"\r\n"4729","M\xc3\xbcnchen"\r\n',
        b"Order , CENTRE\r\n4729 ,  M\xc3\xbcnchen\r\n",
        PLAIN.replace("4729", '"=""4729"""').encode(),
        PLAIN.replace("4729", "\u202a4729\u202c").encode(),
    ],
)
def test_a_table_is_read_as_programs_write_it(read, content):
    assert rows(read(content)) == [(2, "4729", "München")]


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\r\n', "\r\n", ";;\r\n", "SEP=;\n\n"])
def test_what_stands_before_the_header_is_skipped(read, first):
    content = f"{first}order;centre;Quote Deadline\r\n4729;Harbour;2026-11-20\r\n"
    (row,) = read(content.encode())
    assert (row.values["quote_deadline"], row.line) == (date(2026, 11, 20), 2 + first.count("\n"))


def test_blank_rows_are_skipped_and_count_as_lines(read):
    assert rows(read(b"order,centre\n,,\n \n4729,A\n,\n4730,B\n")) == [(4, "4729", "A"), (6, "4730", "B")]


def test_all_reasons_are_given_at_once(read):
    (bad,) = read(b"order,centre,cost,quote_deadline\n4729,,x,20.11.2026\n")
    assert isinstance(bad, BadRow)
    assert [each.split(":")[0] for each in bad.advice.split("; ")] == ["centre", "quote_deadline", "cost"]


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"order,centre\n4729,Harbour, left\n", "more cells than the first line names"),
        (b'order,centre\n4729,"Harbour\n4730,Riverside\n', "is a quotation mark not closed?"),
        (b"order,centre\n4729,a\x00b\n", "control character"),
    ],
)
def test_a_row_that_is_written_wrong_is_named(read, content, advice):
    (bad,) = read(content)
    assert (bad.line, advice in bad.advice) == (2, True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 workbook", "an Excel workbook"),
        ("order,centre\n4729,Москва\n".encode("cp1251"), "CSV UTF-8"),
        ("order,centre\n4729,北京市\n".encode("gb18030"), "CSV UTF-8"),
        ("order,centre\n4729,München\n".encode("mac-roman"), "CSV UTF-8"),
        (b"order,centre,order\n1,2,3\n", "names order twice"),
        (b"", "missing: order, centre"),
        (b'order,centre\n4729,"' + b"x" * 140_000, "line 2"),
    ],
)
def test_a_file_that_can_not_be_read_says_what_to_do(read, content, told):
    with pytest.raises(UnusableFile, match=told):
        read(content)


def test_a_guess_and_columns_without_use_are_noted(read):
    notes = [each for each in read("order,centre,centr\n4729,Köln,x\n".encode("cp1252")) if isinstance(each, Note)]
    assert "Windows-1252" in notes[0].advice
    assert notes[1].advice.endswith("centr")


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-11-20", datetime(2026, 11, 20, 12, tzinfo=NEW_YORK)),
        ("2026-11-20 00:00:00", datetime(2026, 11, 20, 12, tzinfo=NEW_YORK)),
        ("2026-11-20 14:30", datetime(2026, 11, 20, 14, 30, tzinfo=NEW_YORK)),
        ("2026-11-20T14:30Z", datetime(2026, 11, 20, 14, 30, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_by_the_hotlines_clock(written, at):
    assert moment(NEW_YORK)(written) == at


@pytest.mark.parametrize(
    "written", ["20.11.2026", "11/20/2026", "", "0001-01-01T00:00:00+05:00", "9999-12-31T23:00-05:00"]
)
def test_no_other_time_is_taken(written):
    with pytest.raises(ValueError, match="give a"):
        moment(NEW_YORK)(written)


@pytest.mark.parametrize(
    ("written", "cost"),
    [
        ("89.90", "89.90"),
        ("89,90", "89.90"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\xa0234", "1234"),
        ("0", "0"),
        ("", None),
    ],
)
def test_amounts_as_people_write_them(written, cost):
    assert amount(written) == cost


@pytest.mark.parametrize("written", ["1.234", "1,234", "89." + "0" * 70, "1E3", "-1", "NaN", "1000000", "€89", "8 9"])
def test_amounts_that_are_unclear_or_out_of_range_are_refused(written):
    with pytest.raises(ValueError, match="give an amount"):
        amount(written)


def test_a_currency_is_a_real_one():
    assert (currency("eur"), currency_in("FR")(""), currency_in("US")("")) == ("EUR", "EUR", "USD")
    with pytest.raises(ValueError, match="ISO 4217"):
        currency("ABC")


@pytest.mark.parametrize("written", ["x" * 256, "a\x00b", "a\nb", "a\u2028b"])
def test_texts_fit_into_their_columns(written):
    with pytest.raises(ValueError, match=r"255|take it out"):
        text(written)
