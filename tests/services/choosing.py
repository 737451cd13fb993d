"""Choose a topic on the pages after the menus by the key that it has there, wherever it stands."""

import re

NEXT_PAGE, MOST_PAGES = "4", 6


def chooses_topic(line, topic):
    """Turn pages until the topic is offered, and press its key."""
    for _ in range(MOST_PAGES):
        if found := re.search(rf"{re.escape(topic)}\D*(\d)", line.heard):
            return line.presses(found[1])
        line.presses(NEXT_PAGE)
    raise AssertionError(f"{topic} is on no page")
