import pytest

from ivr.speech.spelling import even, spelling_prior

WORDS = "karen karla caroline barbara marlene berkeley wright wrights ville nashville village pittsburgh edinburgh"


@pytest.fixture
def prior(tmp_path):
    """The prior of a model that knows a few names."""
    (tmp_path / "graph").mkdir()
    lines = [f"{word} {number}\n" for number, word in enumerate(["<eps>", *WORDS.split(), "[unk]", "i'm"])]
    (tmp_path / "graph" / "words.txt").write_text("".join(lines))
    return spelling_prior(tmp_path)


@pytest.mark.parametrize(("name", "misheard"), [("KAREN", "KHREM"), ("NASHVILLE", "NASHBILLE")])
def test_a_name_is_likelier_than_what_sounds_like_it(prior, name, misheard):
    assert prior(name) > 10 * prior(misheard)


def test_a_code_is_half_as_likely_at_worst(prior):
    assert prior("XQZJV") == pytest.approx(0.5, abs=0.01)


def test_letters_within_a_code_count_alone(prior):
    assert prior("BERKELEY1964") == prior("BERKELEY")
    assert prior("AB1234CD") == 1.0


@pytest.mark.parametrize("value", ["472916", 3, None, {"name": "KAREN"}])
def test_what_is_not_spelled_is_as_likely_as_anything(prior, value):
    assert prior(value) == 1.0


def test_a_model_without_a_list_of_words_prefers_nothing(tmp_path):
    assert spelling_prior(tmp_path) is even
