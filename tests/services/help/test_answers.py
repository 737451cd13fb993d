"""Articles are found in our own base or a back end; an empty base, an old article and nonsense are told apart."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from ivr.intents.encoder import encoder
from ivr.knowledge import Article, import_articles
from ivr.knowledge.tables import ArticleRow
from ivr.services.help.answers import Found, shortened
from ivr.services.help.http_answers import HttpAnswers
from ivr.services.help.source import open_articles, open_counter
from ivr.services.help.sql_answers import SqlAnswers, is_general
from ivr.services.service import Context
from ivr.sources import LookupFailed
from tests.line import Clock, line_settings
from tests.telephony.rest_stand import rest_stand

QUESTION = "how do i take a screenshot"
ARTICLE = {"id": "1", "title": "Take a screenshot", "answer": "Press both keys."}


def test_an_empty_base_is_told_apart_from_doubt(sqlite_database):
    answers = SqlAnswers(sqlite_database, Clock())
    assert answers.search(QUESTION, "en", "").decision == "none"
    assert answers.common("en", "") == ()


def test_an_import_that_was_killed_leaves_doubt_and_the_next_one_goes_on(sqlite_database):
    first = Article("0", "en", "Take a screenshot", "Press both keys.", "Press both keys.", False)
    whole = [first, *(Article(str(n), "en", f"Case {n}", "Do it.", "Do it.", False) for n in range(1, 150))]

    def killed():
        yield from whole[:-1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_articles(sqlite_database, killed(), encoder(), print)
    half = SqlAnswers(sqlite_database, Clock())
    assert half.search(QUESTION, "en", "") == Found("unsure")
    assert half.search("comment faire une capture d'écran", "fr", "").decision == "none"
    assert (
        str(import_articles(sqlite_database, whole, encoder(), print)) == "50 new, 0 changed, 100 the same, 0 left out"
    )
    assert SqlAnswers(sqlite_database, Clock()).search(QUESTION, "en", "").articles[0].title == "Take a screenshot"


def test_an_article_is_found_in_the_language_of_the_call_only(articles):
    answers = SqlAnswers(articles, Clock())
    assert answers.search("comment bloquer un numéro", "fr", "").articles[0].title == "Bloquer un numéro"
    assert answers.search("怎么 截屏", "zh", "").articles[0].title == "截屏"
    assert {each.title for each in answers.common("fr", "")}.isdisjoint(each.title for each in answers.common("en", ""))


def test_the_other_ways_to_ask_for_an_article_are_not_its_title(articles):
    found = SqlAnswers(articles, Clock()).search("my account password is wrong", "en", "")
    assert found.articles[0].title == "I forgot my account password"


def test_an_article_that_is_over_is_told_no_more(articles):
    with articles.writing() as session:
        session.execute(update(ArticleRow).where(ArticleRow.key == "screenshot").values(valid_until=date(2026, 11, 1)))
    answers = SqlAnswers(articles, Clock())
    assert "Take a screenshot" not in [each.title for each in answers.search(QUESTION, "en", "").articles]
    assert answers.steps("screenshot", "en", "") == ""
    assert "screenshot" not in [each.id for each in answers.common("en", "")]


def test_an_article_that_nobody_wrote_an_answer_for_is_marked(sqlite_database):
    article = Article("1", "en", "Take a screenshot", "Press both keys. Wait.", "Press both keys. Wait.", True)
    import_articles(sqlite_database, [article], encoder(), print)
    assert SqlAnswers(sqlite_database, Clock()).search(QUESTION, "en", "").articles[0].cut


@pytest.mark.parametrize(
    ("words", "language", "general"),
    [
        ("i need help with my phone", "en", True),
        ("help", "en", True),
        ("help with the alarm", "en", False),
        ("j'ai besoin d'aide", "fr", True),
        ("je veux changer la sonnerie", "fr", False),
        ("手机 怎么 用", "zh", True),
        ("怎么 设 闹钟", "zh", False),
    ],
)
def test_words_that_ask_for_help_only(words, language, general):
    assert is_general(words, language) == general


def test_what_was_told_is_counted_on_each_database(database):
    count = open_counter(Context(line_settings(), database, Clock()))
    import_articles(
        database, [Article(key, "en", f"Title {key}", "Text.", "Text.", True) for key in "abc"], encoder(), print
    )
    for key in ("c", "b", "c"):
        count({"article": {"id": key}, "language": "en"}, "CA1:2:count_article")
    assert [each.id for each in SqlAnswers(database, Clock()).common("en", "")] == ["c", "b", "a"]


def test_long_steps_end_with_a_sentence():
    assert shortened("One. Two. Three three.", 12) == "One. Two."
    assert shortened("一步。两步。三步三步。", 7) == "一步。两步。"
    assert shortened("x" * 20, 5) == "xxxxx"


def test_a_back_end_answers():
    answers = [
        (200, {"decision": "answer", "articles": [ARTICLE]}),
        (200, {"articles": [ARTICLE | {"cut": True}]}),
        (200, {"steps": "1. Press."}),
    ]
    with rest_stand(*answers) as stand:
        asked = HttpAnswers(stand.url, "secret")
        assert asked.search(QUESTION, "en", "CA1").articles[0].answer == "Press both keys."
        assert asked.common("en", "CA1")[0].cut
        assert asked.steps("1", "en", "CA1") == "1. Press."
    assert [path for path, _, _ in stand.requests] == ["/help/search", "/help/common", "/help/steps"]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"decision": "perhaps", "articles": []},
        {"decision": "answer", "articles": []},
        {"decision": "offer", "articles": [ARTICLE]},
        {"decision": "answer", "articles": [ARTICLE | {"title": " "}]},
        {"articles": "none"},
        [],
    ],
)
def test_a_back_end_that_answers_nonsense_has_failed(nonsense):
    with rest_stand((200, nonsense)) as stand, pytest.raises(LookupFailed):
        HttpAnswers(stand.url, "secret").search(QUESTION, "en", "CA1")


def test_steps_and_commonest_of_a_wrong_kind_have_failed():
    with rest_stand((200, {"steps": 1}), (200, {"articles": 1})) as stand:
        asked = HttpAnswers(stand.url, "secret")
        with pytest.raises(LookupFailed):
            asked.steps("1", "en", "CA1")
        with pytest.raises(LookupFailed):
            asked.common("en", "CA1")


def test_a_source_asks_the_back_end_where_one_is_set(articles):

    with rest_stand((200, {"decision": "none", "articles": []})) as stand:
        settings = line_settings(look_up_url=stand.url, look_up_token="secret")
        ask = open_articles(replace(Context(settings, articles), now=Clock()))
        assert ask({"help_words": QUESTION, "language": "en"}, "CA1").value["decision"] == "none"


@pytest.mark.parametrize(
    ("words", "language", "article"),
    [
        ("i forgot my account password", "en", "account-password"),
        ("how do i reset the password of my account", "en", "account-password"),
        ("i forgot the pin of my phone", "en", "forgot-lock"),
        ("j'ai oublié le mot de passe de mon compte", "fr", "account-password"),
        ("我 忘记 账号 密码 了", "zh", "account-password"),
        ("锁屏 密码 忘 了", "zh", "forgot-lock"),
    ],
)
def test_the_password_of_an_account_is_not_the_pin_of_the_phone(articles, words, language, article):
    assert SqlAnswers(articles, Clock()).search(words, language, "").articles[0].id == article
