"""<Pay>: what came of it is the scenario's to say.

| scenario's `payments` | the action hears |
|---|---|
| `{Result: success}`, no chargeAmount | Result=success, PaymentMethod, PaymentToken |
| `{...}`, chargeAmount above 0 | Result=success, PaymentMethod, PaymentConfirmationCode |
| `{Result: too-many-failed-attempts}` | that, and no token |
| several | one after the other, the last again |
| none | Result=payment-connector-error |
"""

import pytest


def shop(attributes=""):
    def paid(form):
        return f"<Say>{form['Result']}.</Say>" + ("<Redirect>/voice</Redirect>" if form["Result"] != "success" else "")

    return {"/voice": f'<Pay action="/paid" {attributes}/>', "/paid": paid}


@pytest.mark.parametrize(
    ("attributes", "payments", "told"),
    [
        ("", "[{Result: success}]", {"PaymentToken": "tok_simulated", "PaymentMethod": "credit-card"}),
        ('chargeAmount="20.45"', "[{PaymentCardType: visa}]", {"PaymentCardType": "visa", "Result": "success"}),
        (
            'paymentMethod="ach-debit"',
            "[{PaymentToken: tok_7}]",
            {"PaymentToken": "tok_7"},
        ),
    ],
)
def test_the_action_hears_what_the_scenario_says(telephone, attributes, payments, told):
    run = telephone.call(shop(attributes), "[{hear: success}]", rest=f"payments: {payments}")
    assert run.result.ok, run.result.problems
    form = telephone.pages.form("/paid")
    assert form.items() >= told.items()
    assert ("PaymentConfirmationCode" in form) == ("chargeAmount" in attributes)


def test_a_second_try_takes_the_next_payment(telephone):
    payments = "payments: [{Result: too-many-failed-attempts}, {Result: success}]"
    run = telephone.call(shop(), "[{hear: too many failed attempts}, {hear: success}]", rest=payments)
    assert run.result.ok, run.result.problems
    assert "PaymentToken" not in next(form for _, path, form in telephone.pages.requests if path == "/paid")
    assert [event.details["result"] for event in run.named("payment")] == ["too-many-failed-attempts", "success"]
