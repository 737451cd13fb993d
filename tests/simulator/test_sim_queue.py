"""<Enqueue>, its waitUrl loop, <Leave>, and <Dial><Queue>."""

CALL = {
    "/voice": '<Say>Please hold.</Say><Enqueue waitUrl="/wait" action="/left">support</Enqueue><Say>Next verb.</Say>',
    "/wait": lambda form: f"<Say>You are number {form['QueuePosition']}.</Say>",
    "/left": lambda form: f"<Say>Result {form['QueueResult']}.</Say>",
}


def test_the_wait_document_is_asked_again_and_again(telephone):
    run = telephone.call(CALL, "[{hear: you are number 1}, {hear: you are number 1}, {hear: you are number 1}, hangup]")
    assert run.result.ok
    assert telephone.pages.form("/left")["QueueResult"] == "hangup"


def test_leave_ends_the_wait_at_once(telephone):
    run = telephone.call({**CALL, "/wait": "<Leave/>"}, "- hear: result leave")
    assert run.result.ok


def test_without_an_action_the_next_verb_follows(telephone):
    documents = {**CALL, "/voice": '<Enqueue waitUrl="/wait">q</Enqueue><Say>Next verb.</Say>', "/wait": "<Leave/>"}
    assert telephone.call(documents, "- hear: next verb").result.ok


def test_a_key_in_the_wait_document_can_leave(telephone):
    wait = '<Gather action="/key" numDigits="1"><Say>Press one to leave.</Say></Gather>'
    steps = '[{hear: one to leave}, {press: "1"}, {hear: result leave}]'
    assert telephone.call({**CALL, "/wait": wait, "/key": "<Leave/>"}, steps).result.ok


def test_an_agent_fetches_the_caller_and_they_talk(telephone):
    steps = "[{hear: number 1}, {hear: good morning}, {say: hello agent}, {hear: result bridged}]"
    agents = "agents: [{queue: support, after: 5, steps: [{say: good morning}, {hear: hello agent}, hangup]}]"
    run = telephone.call(CALL, steps, rest=f"{agents}\nexpect: {{queue: support, status: completed}}")
    assert run.result.ok, run.result.problems


def test_the_caller_hears_the_whisper_before_the_bridge(telephone):
    documents = {
        **CALL,
        "/agent": '<Dial action="/dialled"><Queue url="/whisper">support</Queue></Dial>',
        "/whisper": "<Say>An agent is coming.</Say>",
        "/dialled": "<Say>Bye agent.</Say>",
    }
    agents = "agents: [{calls: 'http://app.example/agent', after: 4, steps: [{hear: thank you}, hangup]}]"
    run = telephone.call(documents, "[{hear: agent is coming}, {say: thank you}, {hear: bridged}]", rest=agents)
    assert run.result.ok, run.result.problems
    assert telephone.pages.form("/whisper")["DequeingCallSid"].startswith("CA")
    assert telephone.pages.form("/dialled")["DialCallStatus"] == "completed"
