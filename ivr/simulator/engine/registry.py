"""What a telephone company has on its books."""

from urllib.parse import urljoin

from ivr.simulator.engine.account import Account, Hook, Hooks, Number
from ivr.simulator.engine.book import PhoneBook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.clock import Clock
from ivr.simulator.engine.conferences import Conference
from ivr.simulator.engine.messages import Message
from ivr.simulator.engine.queues import Queue
from ivr.simulator.engine.recordings import Recording, Transcription
from ivr.simulator.engine.sids import Sids
from ivr.simulator.engine.taskrouter import Workspace, WorkspaceOrder
from ivr.simulator.engine.tasks import Tasks


class Registry:
    """Accounts, numbers, calls, queues, conferences, recordings, their transcriptions and messages, by SID.

    `unsubscribed` are pairs of a number of ours and one that wants no more messages from it.
    """

    def __init__(self, clock: Clock, sids: Sids) -> None:
        self.clock = clock
        self.sids = sids
        self.tasks = Tasks(clock)
        self.api_url = "http://127.0.0.1"
        self.book = PhoneBook()
        self.accounts: dict[str, Account] = {}
        self.calls: dict[str, Call] = {}
        self.queues: dict[str, Queue] = {}
        self.conferences: dict[str, Conference] = {}
        self.recordings: dict[str, Recording] = {}
        self.transcriptions: dict[str, Transcription] = {}
        self.messages: dict[str, Message] = {}
        self.workspace: Workspace | None = None
        self.unsubscribed: set[tuple[str, str]] = set()

    def open_account(self, sid: str = "", token: str = "") -> Account:
        """Return a new account, or the one of that SID."""
        sid = sid or self.sids.new("AC")
        if sid not in self.accounts:
            self.accounts[sid] = Account(sid, token or self.sids.token())
        return self.accounts[sid]

    def account_of(self, token: str) -> Account:
        """Return the account with a token, a new one if there is none."""
        found = next((account for account in self.accounts.values() if account.token == token), None)
        return found or self.open_account(token=token)

    def buy(self, account: Account, number: str, hooks: Hooks) -> Number:
        """Give an account a number; calls to it go to the hooks' app."""
        account.numbers[number] = Number(self.sids.new("PN"), number, number, hooks)
        return account.numbers[number]

    def queue(self, account: Account, name: str) -> Queue:
        """Return the account's queue of that name, made on demand."""
        found = self.find_queue(account, name)
        if found is None:
            found = Queue(self.sids.new("QU"), account.sid, name, self.clock.date())
            self.queues[found.sid] = found
        return found

    def open_workspace(self, order: WorkspaceOrder, base: str) -> Workspace:
        """Give the account workers; the assignment callback's URL may be relative to the app's."""
        self.workspace = Workspace(self.sids, Hook(urljoin(base, order.assignment)), order.seconds)
        for worker in order.workers:
            self.workspace.add(worker)
        return self.workspace

    def find_queue(self, account: Account, name: str) -> Queue | None:
        """Return the account's queue of that name, or None."""
        mine = (queue for queue in self.queues.values() if queue.account_sid == account.sid)
        return next((queue for queue in mine if queue.name == name), None)

    def family(self, call: Call) -> frozenset[str]:
        """Return the SIDs of a call and of the legs it dialled."""
        return frozenset({call.sid, *(each.sid for each in self.calls.values() if each.parties.parent == call.sid)})
