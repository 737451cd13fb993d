from ivr.dialog.events import Found


def order(caller):
    return caller.answers("small").answers("2025550143")


def test_a_source_is_asked_with_the_slots_it_needs(caller):
    assert order(caller).waits_for("ovens") == {"size": "small"}


def test_what_was_found_goes_on(caller):
    order(caller).finds(["stone"])
    assert caller.hears("served", "ask_tip")


def test_nothing_found_is_told_and_asked_again(caller):
    order(caller).finds([])
    assert caller.hears("no_oven", "ask_size")


def test_the_third_failed_try_of_a_call_goes_to_an_agent(caller):
    order(caller).finds([]).answers("tall").finds([]).answers("wide").finds([])
    assert caller.hears("last_try", "to_agent")
    assert "try 3 of 3" in caller.why


def test_a_failed_source_is_an_apology_and_an_agent(caller):
    order(caller).finds_the_source_down()
    assert caller.hears("source_failed", "to_agent")
    assert caller.is_transferred_to("agents")


def test_an_event_that_nobody_waits_for_asks_again(caller):
    caller.happens(Found("oven", ["stone"]))
    assert caller.is_asked("size")


def test_words_during_a_look_up_ask_the_source_again(caller):
    order(caller).mumbles()
    assert caller.waits_for("ovens")


def test_who_comes_back_from_the_queue_is_kept(caller):
    caller.asks_for("agent").comes_back_from_the_queue("queue-full")
    assert caller.is_asked("wish")
    assert caller.state.slots["queue_result"] == "queue-full"
