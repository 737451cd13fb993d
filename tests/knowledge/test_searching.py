from datetime import date

from ivr.intents.encoder import encoder
from ivr.knowledge import Searcher
from ivr.knowledge.grouping import regroup
from ivr.knowledge.question import question_of
from ivr.knowledge.tables import ArticleGroupRow, ArticleVectorRow


def titles(searcher, words, language="en"):
    return [each.title for each in searcher.search(words, language).articles]


HEARD = {
    "how do i make a picture of the screen": "Take a screenshot",
    "my phone froze what do i press": "Force restart a frozen phone",
    "how do i put finger print on my phone": "Set up fingerprint unlock",
    "where is the i m e i": "Find the IMEI number",
    "the wife i is dropping all day": "Wi-Fi keeps disconnecting",
    "the letters are too small i want them bigger": "Change font size and display size",
}


def test_questions_in_own_words_as_a_recogniser_hears_them(searcher):
    found = {words: searcher.search(words, "en") for words in HEARD}
    assert {words: each.articles[0].title for words, each in found.items()} == HEARD
    assert {each.decision for each in found.values()} == {"answer"}


def test_words_heard_apart_or_wrongly_become_those_of_the_titles(searcher, database):
    with database.reading_rows() as rows:
        mended = {
            heard: question_of(rows, heard, "en").words for heard in ("my wife i drops", "i m e i", "fingar print")
        }
    assert mended == {
        "my wife i drops": ("my", "wifi", "drops"),
        "i m e i": ("imei",),
        "fingar print": ("fingerprint",),
    }


def test_what_no_article_answers_is_unsure(searcher):
    for words in ("what is the capital of australia", "how do i bake bread", "when does my train leave"):
        assert searcher.search(words, "en").decision == "unsure"


def test_the_title_itself_is_found_whatever_it_is_about(searcher):
    assert titles(searcher, "invoice with another tax number")[0] == "Invoice with another tax number"


def test_what_the_title_says_is_found_in_the_text_too(searcher):
    assert "Find the IMEI number" in titles(searcher, "what is the star hash code on the box")[:2]


def test_questions_in_other_languages(searcher):
    assert titles(searcher, "comment photographier mon écran", "fr")[0] == "Faire une capture d'écran"
    assert titles(searcher, "手机卡住了怎么重启", "zh")[0] == "手机死机时强制重启"
    assert titles(searcher, "手机卡住了怎么重启", None)[0] == "手机死机时强制重启"


def test_only_articles_of_the_language_are_found(searcher):
    found = searcher.search("comment photographier mon écran", "fr").articles
    assert {each.language for each in found} == {"fr"}


def test_whatever_is_heard_is_answered(searcher):
    for words in (
        "",
        "   ",
        "?!",
        "the of and",
        "\x00",
        "'; DROP TABLE articles; --",
        '" OR "',
        "x" * 9000,
        "no " * 5000,
    ):
        assert searcher.search(words, "en").words == words


def test_an_empty_base_is_unsure(database):
    found = Searcher(database, encoder()).search("how do i take a screenshot", "en")
    assert (found.decision, found.articles) == ("unsure", ())


def test_an_article_whose_import_was_stopped_before_its_vector_is_found_by_its_words(searcher, database):
    with database.writing() as session:
        session.query(ArticleVectorRow).delete()
        session.query(ArticleGroupRow).delete()
    assert titles(searcher, "set up fingerprint unlock")[0] == "Set up fingerprint unlock"


def test_articles_count_from_their_first_to_their_last_day(database, bring):
    rows = [("1", "en", "Recall of the charger", "Bring it back.", "2026-03-01", "2026-03-31")]
    bring(rows, "id,language,title,text,valid_from,valid_until")
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    found = [Searcher(database, encoder(), lambda day=day: day).search("recall of the charger", "en") for day in days]
    assert [len(each.articles) for each in found] == [0, 1, 1, 0]


def test_new_groups_change_no_answer_and_leave_nothing_behind(searcher, database):
    before = searcher.search("how do i make a picture of the screen", "en")
    regroup(database, size=3)
    assert searcher.search("how do i make a picture of the screen", "en") == before
    with database.reading() as session:
        assert session.query(ArticleGroupRow).count() == 3
        assert session.query(ArticleVectorRow).count() == 10


def test_a_changed_title_is_found_by_its_new_words(searcher, database, bring):
    bring([("1", "en", "Turn on the torch", "Swipe down and tap the torch.")])
    assert titles(searcher, "how do i get the flash light on")[0] == "Turn on the torch"
    assert "Take a screenshot" not in titles(searcher, "how do i take a screenshot")
