"""<Pay>: nobody pays here; the scenario says what came of it.

| attribute | values | default |
|---|---|---|
| action | URL | the current document |
| statusCallback, statusCallbackMethod | told once: the result | none, POST |
| paymentMethod | credit-card, ach-debit: told to the action | credit-card |
| chargeAmount | more than 0: PaymentConfirmationCode, else PaymentToken | 0 |
| all others, <Prompt>, <Parameter> | accepted | |

Each <Pay> of a call takes the scenario's next `payments`, or the last one again: its names go to the action as they
are, `Result` is `success` by default. Without any there is no payment processor: Result=payment-connector-error.
"""

from collections.abc import Mapping

from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs import refused
from ivr.simulator.verbs.dial_target import callback
from ivr.simulator.verbs.machine import Machine

CODE, TOKEN = "7f1c2a", "tok_simulated"


async def perform(verb: Verb, machine: Machine) -> Next:
    """Go to the action with the scripted result."""
    payments = machine.call.payments
    if not payments:
        return await refused.perform(verb, machine)
    scripted = payments.pop(0) if len(payments) > 1 else payments[0]
    told = _told(verb, scripted)
    machine.call.log("payment", result=told["Result"], amount=verb.get("chargeAmount", "0"))
    hook = callback(verb, "statusCallback", machine)
    if hook is not None:
        machine.call.call_back(hook, {**dict(machine.call.form()), **told})
    return machine.action(verb, told)


def _told(verb: Verb, scripted: Mapping[str, str]) -> dict[str, str]:
    told = {"Result": "success", "PaymentMethod": verb.get("paymentMethod", "credit-card"), **scripted}
    if told["Result"] != "success":
        return told
    proof = {"PaymentConfirmationCode": CODE} if _charged(verb) else {"PaymentToken": TOKEN}
    return {**proof, **told}


def _charged(verb: Verb) -> bool:
    try:
        return float(verb.get("chargeAmount", "0")) > 0
    except ValueError:
        return False
