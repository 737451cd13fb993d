"""Connection overrides behind a URL's `#`, retries, and the idempotency token.

| key | meaning | range | default |
|---|---|---|---|
| rc | retries | 0-5 | 1 |
| rp | after which failures: 4xx, 5xx, ct, rt, all | list | ct |
| ct | ms to connect | 100-10000 | 5000 |
| rt | ms to the first byte and between packets | 100-15000 | 15000 |
| tt | ms for all attempts together | 100-15000 | 15000 |
"""

import asyncio
from random import Random

import pytest

from ivr.simulator.engine.account import Account
from ivr.simulator.engine.sids import Sids
from ivr.simulator.virtual import run_alone
from ivr.simulator.web.cookies import Jar
from ivr.simulator.web.fetch import AppRequest, Fetcher, FetchError
from ivr.simulator.web.network import Network
from ivr.simulator.web.overrides import Overrides, overrides

GONE = ("404 Gone", [("Content-Type", "text/xml")], "")
BROKEN = ("500 Oops", [("Content-Type", "text/xml")], "")
TOKEN = "HTTP_I_TWILIO_IDEMPOTENCY_TOKEN"


def redirected(fragment, page=BROKEN):
    return {"/voice": f"<Redirect>/next{fragment.replace('&', '&amp;')}</Redirect>", "/next": page}


@pytest.mark.parametrize(
    ("fragment", "page", "attempts"),
    [
        ("", BROKEN, 1),
        ("#rc=3&rp=5xx", BROKEN, 4),
        ("#rp=5xx", BROKEN, 2),
        ("#rc=3&rp=4xx", BROKEN, 1),
        ("#rc=2&rp=ct,4xx", GONE, 3),
        ("#rc=5&rp=all", BROKEN, 6),
        ("#rc=0&rp=all", BROKEN, 1),
        ("#rc=9&rp=5xx", BROKEN, 2),
    ],
)
def test_a_failure_is_tried_again_as_often_as_asked(telephone, fragment, page, attempts):
    telephone.call(redirected(fragment, page))
    assert telephone.pages.paths().count("/next") == attempts


def test_attempts_share_one_token_and_requests_do_not(telephone):
    telephone.call(redirected("#rc=2&rp=5xx"))
    first, *attempts = [headers[TOKEN] for headers in telephone.pages.headers]
    assert len(attempts) == 3
    assert len(set(attempts)) == 1
    assert first not in attempts


def test_a_retry_that_works_goes_on_with_the_call(telephone):
    failures = [True, True]

    def flaky(form):
        if failures and failures.pop():
            raise OSError("the database is away")
        return "<Say>Here I am.</Say>"

    run = telephone.call(redirected("#rc=3&rp=5xx", flaky), "- hear: here I am")
    assert run.result.ok, run.result.problems
    assert [event.details["status"] for event in run.named("webhook")][1:] == [500, 500, 200]


def test_a_host_that_is_not_there_is_tried_twice_by_default(telephone):
    run = telephone.call({"/voice": "<Redirect>http://nobody.example/next</Redirect>"})
    assert [event.details["status"] for event in run.named("webhook")[1:]] == [0, 0]


def test_the_fragment_is_neither_sent_nor_signed(telephone):
    page = "<Say>Fine.</Say>"
    run = telephone.call(redirected("#rc=2", page), "- hear: fine")
    assert [event.details["url"] for event in run.named("webhook")][1] == "http://app.example/next"


def test_a_callback_has_overrides_of_its_own(telephone):
    telephone.call({"/voice": "<Hangup/>", "/s": BROKEN}, status_callback="http://app.example/s#rc=2&rp=5xx")
    assert telephone.pages.paths().count("/s") == 3


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://a.example/x", Overrides()),
        (
            "http://a.example/x#ct=2000&rt=3000&tt=4000&rc=2&rp=ct,rt",
            Overrides(2.0, 3.0, 4.0, 2, frozenset({"ct", "rt"})),
        ),
        ("http://a.example/x#ct=99&rt=15001&tt=x&rc=6&rp=sometimes", Overrides()),
    ],
)
def test_what_is_out_of_range_is_the_default(url, wanted):
    assert overrides(url) == wanted


def silent_server(fragment):
    """Ask a server that takes connections and never answers; return how often, and Twilio's code."""

    async def asked():
        connections = []
        done = asyncio.Event()

        async def taken(reader, writer):
            connections.append(writer)
            await done.wait()
            writer.close()

        server = await asyncio.start_server(taken, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/{fragment}"
        network = Network()
        fetcher = Fetcher(
            network, Account("AC1", "12345").signing, Sids(Random(1)).token, asyncio.get_running_loop().time
        )
        try:
            await fetcher.fetch(AppRequest("POST", url, [], Jar(), lambda attempt: None))
        except FetchError as error:
            return len(connections), error.code
        finally:
            done.set()
            await network.close()
            server.close()

    return run_alone(asked())


@pytest.mark.parametrize(("fragment", "attempts"), [("#rt=100", 1), ("#rt=100&rc=2&rp=rt", 3)])
def test_a_server_that_never_answers_is_given_up(fragment, attempts):
    assert silent_server(fragment) == (attempts, 11205)


def test_all_attempts_together_take_no_longer_than_asked():
    attempts, code = silent_server("#tt=300&rt=200&rc=5&rp=rt")
    assert attempts < 6
    assert code == 11205
