"""The secrets of a production, by one command."""

import pytest
from dotenv import dotenv_values

from ivr.keys import PRODUCTION, main
from ivr.settings import Settings

WRITTEN = "IVR_ENV=production\nIVR_SECRET_KEY=chosen-by-somebody-9\nIVR_PUBLIC_URL=https://hotline.example.com"


def test_what_is_missing_is_added_once_and_what_is_there_stays(tmp_path, capsys):
    file = tmp_path / "hotline.env"
    file.write_text(WRITTEN)
    assert main([str(file)]) == 0
    assert "IVR_ENCRYPTION_KEYS, IVR_INDEX_KEY, IVR_METRICS_TOKEN added" in capsys.readouterr().out
    first = file.read_text()
    assert first.startswith(WRITTEN + "\n")
    assert file.stat().st_mode & 0o777 == 0o600
    assert main([str(file)]) == 0
    assert "nothing was missing" in capsys.readouterr().out
    assert file.read_text() == first


def test_a_production_takes_what_was_made(tmp_path):
    file = tmp_path / "hotline.env"
    file.write_text(
        "IVR_ENV=production\nIVR_PUBLIC_URL=https://hotline.example.com\nIVR_TWILIO_AUTH_TOKEN=" + "a1b2" * 8
    )
    main([str(file)])
    settings = Settings(_env_file=file)
    assert all(getattr(settings, name).get_secret_value() for name in PRODUCTION)
    assert dotenv_values(file)["IVR_ENV"] == "production"


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 2), (["a", "b"], 2), (["--out"], 2), (["/no/such/folder/file"], 1)]
)
def test_wrong_use_is_a_sentence(arguments, code, capsys):
    assert main(arguments) == code
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_who_asks_for_help_gets_it_and_no_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["--help"]) == 0
    assert "python -m ivr.keys FILE" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())
