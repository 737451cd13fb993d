import pytest

from ivr.storage import Keyring, UnreadableValue, new_key

INDEX = new_key()
PLACE = b"calls.from\x1fCA1\x1f"


def test_what_was_encrypted_can_be_decrypted(keyring):
    assert keyring.decrypt(keyring.encrypt(b"+12025550143", PLACE), PLACE) == b"+12025550143"


def test_the_same_value_never_looks_the_same(keyring):
    assert keyring.encrypt(b"yes", PLACE) != keyring.encrypt(b"yes", PLACE)


def test_a_value_encrypted_with_an_old_key_can_still_be_decrypted():
    old = new_key()
    encrypted = Keyring.from_text(old, INDEX).encrypt(b"hello", PLACE)
    assert Keyring.from_text(f"{new_key()},{old}", INDEX).decrypt(encrypted, PLACE) == b"hello"


def test_a_new_key_does_not_change_the_blind_index():
    before, after = Keyring.from_text(new_key(), INDEX), Keyring.from_text(new_key(), INDEX)
    assert before.blind_index("+12025550143") == after.blind_index("+12025550143")


def test_a_value_of_a_lost_key_says_so():
    encrypted = Keyring.from_text(new_key(), INDEX).encrypt(b"hello", PLACE)
    with pytest.raises(UnreadableValue, match="no longer holds"):
        Keyring.from_text(new_key(), INDEX).decrypt(encrypted, PLACE)


def test_a_changed_value_is_not_decrypted(keyring):
    encrypted = bytearray(keyring.encrypt(b"+12025550143", PLACE))
    encrypted[-1] ^= 1
    with pytest.raises(UnreadableValue, match="changed"):
        keyring.decrypt(bytes(encrypted), PLACE)


@pytest.mark.parametrize("text", ["short", "", "=====", "not base64 at all"])
def test_a_bad_key_says_what_a_key_is(text):
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring.from_text(new_key(), text)


def test_no_key_at_all_is_refused():
    with pytest.raises(ValueError, match="make run"):
        Keyring.from_text("", INDEX)
