import pytest

from ivr.storage import Keyring, UnreadableValue, new_key

INDEX = new_key()


def test_what_was_sealed_can_be_opened(keyring):
    assert keyring.open(keyring.seal(b"+12025550143")) == b"+12025550143"


def test_the_same_value_never_looks_the_same(keyring):
    assert keyring.seal(b"yes") != keyring.seal(b"yes")


def test_a_value_sealed_with_an_old_key_can_still_be_opened():
    old = new_key()
    sealed = Keyring.from_text(old, INDEX).seal(b"hello")
    assert Keyring.from_text(f"{new_key()},{old}", INDEX).open(sealed) == b"hello"


def test_a_new_key_does_not_change_the_blind_index():
    before, after = Keyring.from_text(new_key(), INDEX), Keyring.from_text(new_key(), INDEX)
    assert before.blind_index("+12025550143") == after.blind_index("+12025550143")


def test_a_value_of_a_lost_key_says_so():
    sealed = Keyring.from_text(new_key(), INDEX).seal(b"hello")
    with pytest.raises(UnreadableValue, match="no longer holds"):
        Keyring.from_text(new_key(), INDEX).open(sealed)


def test_a_changed_value_is_not_opened(keyring):
    sealed = bytearray(keyring.seal(b"+12025550143"))
    sealed[-1] ^= 1
    with pytest.raises(UnreadableValue, match="changed"):
        keyring.open(bytes(sealed))


@pytest.mark.parametrize("text", ["short", "", "=====", "not base64 at all"])
def test_a_bad_key_says_what_a_key_is(text):
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring.from_text(new_key(), text)


def test_no_key_at_all_is_refused():
    with pytest.raises(ValueError, match="make run"):
        Keyring.from_text("", INDEX)
