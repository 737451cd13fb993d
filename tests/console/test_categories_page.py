"""Supervisors sort calls by rules, and find them by category."""

from tests.console.test_search import indexed, shown  # noqa: F401 - a fixture


def test_a_category_is_made_and_finds_its_calls(supervisor, indexed):  # noqa: F811
    typed = {"kind-0": "caller", "text-0": "battery hot", "how-0": "near", "kind-1": "outcome"}
    page = supervisor.sends(
        "/categories", name="Danger", **typed, **{"outcome-1": "transferred", "in_order": "on"}
    ).text
    assert "1 call<" in page
    assert "then the call ends as" in page
    assert shown(supervisor.sees("/calls?category=1")) == {"CA9"}
    assert shown(supervisor.sees("/calls?category=2")) == set()
    assert 'href="#turn-0"' in supervisor.sees("/calls/CA9")
    assert "There is a category with that name" in supervisor.sends("/categories", name="Danger", **typed).text
    assert "There is no category yet" in supervisor.sends("/categories/1/drop", "/categories").text


def test_a_rule_without_words_is_told_and_what_was_typed_stays(supervisor, indexed):  # noqa: F811
    answer = supervisor.sends("/categories", name="Danger", **{"kind-0": "silence", "text-0": "many"})
    assert answer.status_code == 400
    assert 'value="many"' in answer.text


def test_viewers_read_them_and_make_none(somebody, indexed):  # noqa: F811
    viewer = somebody("viewer")
    assert "Make a category" not in viewer.sees("/categories")
    assert viewer.client.post("/categories", data={"name": "x"}).status_code in (400, 403)
