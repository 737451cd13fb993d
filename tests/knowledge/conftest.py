import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ivr.intents.encoder import encoder
from ivr.knowledge import BadArticle, Imported, Searcher, import_articles
from ivr.knowledge.reading import read_articles
from ivr.storage import Database

ARTICLES = (
    ("1", "en", "Take a screenshot", "Press the power button and volume down together. The picture is in Photos."),
    ("2", "en", "Force restart a frozen phone", "Hold the power button for ten seconds. Your data stays."),
    ("3", "en", "Set up fingerprint unlock", "Open Settings and tap Security. Put a finger on the sensor."),
    ("4", "en", "Wi-Fi keeps disconnecting", "Forget the network and join it again. Restart the router."),
    ("5", "en", "Find the IMEI number", "Dial star hash 0 6 hash. It is on the box, too."),
    ("6", "en", "Change font size and display size", "Open Settings, Display. Move the slider to the right."),
    ("7", "en", "Battery drains quickly", "See which app uses most in Settings, Battery. Lower the brightness."),
    ("8", "en", "Invoice with another tax number", "Ask the shop where you bought the phone for a new invoice."),
    ("1", "fr", "Faire une capture d'écran", "Appuyez en même temps sur marche et volume bas. C'est tout."),
    ("2", "zh", "手机死机时强制重启", "长按电源键十秒钟。您的数据不会丢失。"),
)
Import = Callable[[Sequence[tuple[str, ...]]], tuple[Imported, list[BadArticle]]]


@pytest.fixture
def bring(database: Database, tmp_path: Path) -> Import:
    """Import rows of a CSV file; return what became of them, and the bad ones."""

    def run(
        rows: Sequence[tuple[str, ...]], columns: str = "id,language,title,text"
    ) -> tuple[Imported, list[BadArticle]]:
        with (tmp_path / "articles.csv").open("w", newline="") as file:
            csv.writer(file).writerows([columns.split(","), *rows])
        return bring_path(database, tmp_path / "articles.csv")

    return run


def bring_path(database: Database, path: Path, language: str = "en") -> tuple[Imported, list[BadArticle]]:
    bad: list[BadArticle] = []
    return import_articles(database, read_articles(path, language), encoder(), bad.append), bad


@pytest.fixture
def searcher(database: Database, bring: Import) -> Searcher:
    bring(ARTICLES)
    return Searcher(database, encoder())
