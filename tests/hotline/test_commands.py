import re

import pytest
from PIL import Image

from ivr.hotline.web import create_app
from ivr.settings import Settings
from ivr.storage import open_database

HEADER = "order,phone,imei,model,stage,since,doing,promised,centre,cost,currency\n"
GOOD = "472916,+12025550143,490154203237518,Tern 12,in_repair,2026-11-20,new screen,,Harbour,,\n"
PHOTOS = (("472916", "good"), ("472916", "program"), ("472916", "huge"), ("999999", "good"))


@pytest.fixture
def run(sqlite_database, keys):
    settings = Settings(encryption_keys=keys[0], index_key=keys[1], secret_key="test", speech=False)
    return create_app(settings, sqlite_database).test_cli_runner().invoke


def test_repairs_are_imported_and_counted(run, tmp_path):
    (tmp_path / "repairs.csv").write_text(HEADER + GOOD)
    done = run(args=["import-repairs", str(tmp_path / "repairs.csv")])
    assert (done.exit_code, "1 new, 0 known, 0 left out" in done.output) == (0, True)


def test_a_photo_is_put_on_a_repair_and_a_program_is_not_whatever_its_name(run, tmp_path):
    (tmp_path / "repairs.csv").write_text(HEADER + GOOD)
    run(args=["import-repairs", str(tmp_path / "repairs.csv")])
    Image.new("RGB", (8, 8)).save(tmp_path / "good.jpg")
    (tmp_path / "program.jpg").write_bytes(b"MZ" + bytes(500))
    (tmp_path / "huge.jpg").write_bytes(bytes(50 * 1024 * 1024))
    done = [run(args=["add-photo", order, str(tmp_path / f"{name}.jpg")]) for order, name in PHOTOS]
    assert [each.exit_code for each in done] == [0, 1, 1, 1]
    told = ("on the page of the repair", "no JPEG, PNG or WebP photo", "larger than 10 MB", "there is no repair 999999")
    assert all(words in each.output for words, each in zip(told, done, strict=True))


def test_bad_rows_are_named_by_line_and_the_exit_code_says_so(run, tmp_path):
    (tmp_path / "repairs.csv").write_text(HEADER + GOOD + GOOD.replace("in_repair", "fixed"))
    done = run(args=["import-repairs", str(tmp_path / "repairs.csv")])
    assert done.exit_code == 1
    assert "line 3: stage: use one of registered" in done.output


def test_a_lost_password_can_be_replaced(run):
    assert "one-time password: " in run(args=["prepare"]).output
    assert "one-time password: " in run(args=["reset-password"]).output
    assert "nobody is called eve" in run(args=["reset-password", "eve"]).output


def test_preparing_twice_makes_nothing_new(run):
    run(args=["prepare"])
    assert run(args=["prepare"]).output == ""


def test_an_agent_gets_a_pin_and_nobody_else_does(sqlite_database, keys):
    settings = Settings(
        _env_file=None, encryption_keys=keys[0], index_key=keys[1], secret_key="x", agent_numbers="+12025550110"
    )
    run = create_app(settings, sqlite_database).test_cli_runner().invoke
    assert re.fullmatch(
        r"PIN of the agent at \+12025550110: [0-9]{6}\n", run(args=["agent-pin", "202 555 0110"]).output
    )
    assert "no agent's number" in run(args=["agent-pin", "+12025550143"]).output


@pytest.mark.parametrize("command", ["prepare", "upgrade-database", "rotate-keys", "back-up copy.backup"])
def test_a_database_that_is_not_there_is_told_in_a_sentence(keys, command, tmp_path):
    nobody = "postgresql+psycopg://hotline:secret@127.0.0.1:1/hotline"
    settings = Settings(encryption_keys=keys[0], index_key=keys[1], secret_key="t", speech=False, database_url=nobody)
    done = create_app(settings, open_database(settings)).test_cli_runner().invoke(args=command.split())
    assert done.exit_code == 1
    assert "Connection refused" in done.output
    assert "Traceback" not in done.output + repr(done.exception)
    assert "secret" not in done.output


def test_tables_that_were_never_made_are_told_in_a_sentence(keys, tmp_path):
    settings = Settings(data=tmp_path, encryption_keys=keys[0], index_key=keys[1], secret_key="t", speech=False)
    done = create_app(settings, open_database(settings)).test_cli_runner().invoke(args=["rotate-keys"])
    assert "`flask --app app prepare` made the tables?" in done.output


def test_a_back_up_comes_back_where_nothing_is_left_and_a_damaged_database_is_told(keys, tmp_path):
    settings = Settings(data=tmp_path, encryption_keys=keys[0], index_key=keys[1], secret_key="t", speech=False)
    copy, kept = str(tmp_path / "copy"), tmp_path / "hotline.sqlite3"

    def does(*arguments):
        return create_app(settings, open_database(settings)).test_cli_runner().invoke(args=[*arguments])

    does("prepare")
    does("back-up", copy)
    for file in tmp_path.glob("hotline.sqlite3*"):
        file.unlink()
    kept.write_bytes(b"no database any more" * 400)
    assert "damaged, move it away" in does("restore", "--yes", copy).output
    kept.unlink()
    assert "is as" in does("restore", "--yes", copy).output
    assert does("prepare").output == ""  # the administrator is there again
