"""Nothing personal in the logs: no number of a caller, no words that were said, even before the scrubbing."""

import re

from tests.virtual.answers import FACTORS, NUMBERS
from tests.virtual.rules.rule import Rule
from tests.virtual.story import NUMBERS as CALLERS

PERSONAL = re.compile("|".join(rf"(?<![0-9a-f]){re.escape(each.strip('+'))}(?![0-9a-f])" for each in
                               {*NUMBERS, *FACTORS, *CALLERS} - {"anonymous", "1234"}))  # fmt: skip
WORDS = 3


class Logs(Rule):
    """Reads every record."""

    def __init__(self, world, watch):
        super().__init__(world, watch)
        self._said = set()

    def take(self, event):
        if event.name == "utterance" and len(event.details["text"].split()) >= WORDS:
            self._said.add(event.details["text"])

    def verdict(self):
        return [f"the log of {name} says what is personal: {what}" for name, what in self._leaks()]

    def _leaks(self):
        for record in self.watch.records:
            text = record.getMessage() + str(record.exc_text or record.exc_info or "")
            if PERSONAL.search(text) or any(said in text for said in self._said):
                yield record.name, record.msg
