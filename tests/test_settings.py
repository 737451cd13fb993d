"""Settings mean what people meant, or say what to write instead."""

import pytest

from ivr.settings import Settings


def agents(written, region="US"):
    return Settings(_env_file=None, agent_numbers=written, region=region).agent_numbers


@pytest.mark.parametrize("written", ["+1 (202) 555-0110", "202-555-0110", "+12025550110", " 2025550110, "])
def test_an_agents_number_may_be_written_in_any_notation(written):
    assert agents(written) == "+12025550110"


def test_a_national_number_is_of_the_hotlines_region():
    assert agents("01 23 45 67 89, client:alice", region="FR") == "+33123456789,client:alice"


@pytest.mark.parametrize("written", ["12", "call me", "+12025550110; +12025550111"])
def test_an_agents_number_that_is_none_is_told(written):
    with pytest.raises(ValueError, match="write it as"):
        agents(written)
