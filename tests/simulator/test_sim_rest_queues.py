"""Queues, members, streams, numbers and the account, through the unmodified client."""

from twilio.rest import Client


class Desk:
    """Handset the client to a document, and keeps what it saw."""

    def __init__(self):
        self.seen = []

    def ready(self, simulation):
        self.client = Client("AC" + "f" * 32, "12345", http_client=simulation.client)


QUEUED = {
    "/voice": '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
    "/elsewhere": "<Say>Another page.</Say>",
}


def waiting(desk, act):
    def wait(form):
        act(form)
        return "<Pause length='3'/>"

    return {**QUEUED, "/wait": wait, "/left": lambda form: f"<Say>{form['QueueResult']}</Say>"}


def test_a_queue_shows_who_waits(telephone):
    desk = Desk()

    def act(form):
        queue = desk.client.queues(form["QueueSid"]).fetch()
        front = desk.client.queues(form["QueueSid"]).members("Front").fetch()
        desk.seen.append((queue.friendly_name, queue.current_size, front.position, front.call_sid == form["CallSid"]))

    telephone.call(waiting(desk, act), "[{silence: 2}, hangup]", ready=desk.ready)
    assert desk.seen[0] == ("support", 1, 1, True)


def test_rest_takes_a_member_elsewhere_and_the_action_hears_redirected(telephone):
    desk = Desk()

    def act(form):
        if int(form["QueueTime"]) > 2:
            desk.client.queues(form["QueueSid"]).members("Front").update(url="http://app.example/elsewhere")

    assert telephone.call(waiting(desk, act), "- hear: another page", ready=desk.ready).result.ok
    assert telephone.pages.form("/left")["QueueResult"] == "redirected"


def test_queues_are_made_renamed_and_deleted(telephone):
    desk = Desk()

    def act(form):
        queue = desk.client.queues.create(friendly_name="sales", max_size=3)
        desk.client.queues(queue.sid).update(friendly_name="new sales")
        desk.seen.append(sorted(each.friendly_name for each in desk.client.queues.list()))
        desk.client.queues(queue.sid).delete()

    telephone.call(waiting(desk, act), "[{silence: 2}, hangup]", ready=desk.ready)
    assert desk.seen[0] == ["new sales", "support"]


def test_numbers_and_the_account_are_shown(telephone):
    desk = Desk()

    def act(form):
        number = desk.client.incoming_phone_numbers.list()[0]
        number.update(voice_url="http://app.example/other")
        desk.seen.append((number.phone_number, desk.client.incoming_phone_numbers(number.sid).fetch().voice_url))
        desk.seen.append(desk.client.api.accounts(desk.client.account_sid).fetch().status)

    telephone.call(waiting(desk, act), "[{silence: 2}, hangup]", ready=desk.ready)
    assert desk.seen[:2] == [("+12025550100", "http://app.example/other"), "active"]


def test_a_stream_is_started_and_stopped_by_rest(telephone):
    desk = Desk()

    def act(form):
        stream = desk.client.calls(form["CallSid"]).streams.create(url="wss://app.example/media", name="s1")
        desk.client.calls(form["CallSid"]).streams(stream.sid).update(status="stopped")

    pages = {"/voice": "<Say>Hi</Say><Redirect>/act</Redirect>", "/act": lambda form: act(form) or "<Pause/>"}
    run = telephone.call(pages, ready=desk.ready)
    assert [event.details["state"] for event in run.named("stream")] == ["started", "stopped"]
