import pytest

from ivr.languages import LANGUAGES
from ivr.redaction import MASK, Scrubber, mask_number

SCRUBBER = Scrubber(language.redaction for language in LANGUAGES.values())


@pytest.mark.parametrize(
    "personal",
    [
        "+12025550143",
        "(202) 555-0143",
        "202 555 0143",
        "490154203237518",
        "49-015420-323751-8",
        "472916",
        "4 7 2, 9 1 6",
        "0143",
        "four seven two nine one six",
        "double four, seven",
        "47 29 16",
        "A10000009296F2",
        "two oh two five five five oh one forty three",
        "o two o five five five",
        "nought one two three",
        "nine hundred seven forty two",
        "forty seven twenty nine sixteen",
    ],
)
def test_numbers_of_people_are_masked(personal):
    assert SCRUBBER.scrub(f"heard '{personal}' at 0.41") == f"heard '{MASK}' at 0.41"


@pytest.mark.parametrize(
    "harmless",
    [
        "CAd41d8cd98f00b204e9800998ecf84270",
        "took 12 ms",
        "turn 3 of 3",
        "nomatch 3 of 3, 0.41",
        "127.0.0.1",
        "one two",
        "press 1 or 2",
        "1, 2",
    ],
)
def test_other_numbers_stay(harmless):
    assert SCRUBBER.scrub(harmless) == harmless


def test_nested_values_are_masked_too():
    assert SCRUBBER.scrub_all({"form": [("From", "+12025550143")], "ms": 4729}) == {
        "form": [("From", MASK)],
        "ms": 4729,
    }


def test_a_supervisor_sees_the_last_two_digits():
    assert mask_number("+12025550143") == f"{MASK} 43"
    assert mask_number("anonymous") == "anonymous"
