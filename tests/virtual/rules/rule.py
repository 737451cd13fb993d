"""What a rule may look at; each takes what it needs."""


class Rule:
    """Told of everything that happens; writes down what it must not have seen."""

    def __init__(self, world, watch):
        self.world, self.watch = world, watch
        self.problems = []

    def take(self, event):
        """Look at an event of the simulator."""

    def pushing(self, call, twiml):
        """Look at a document that the gateway begins to push into a call."""

    def visited(self, visit):
        """Look at a webhook that the hotline has answered."""

    def repeated(self, first, again):
        """Look at a webhook that came twice."""

    def verdict(self):
        """Return every problem, with those that show in how things stand now; may be asked again and again."""
        return self.problems

    def broken(self, sentence):
        self.problems.append(sentence)

    @property
    def exchange(self):
        return self.world.exchange

    def struck(self, *kinds):
        """Return whether a fault of these kinds has struck so far."""
        return any(kind.startswith(kinds) for _, kind in self.world.faults.struck)

    def rows(self, query, **values):
        with self.world.hotline.database.reading_rows() as rows:
            return rows.execute(query, values).all()
