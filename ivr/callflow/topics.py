"""Name what a call can be about."""

TOPICS = (
    "repair",
    "send_in",
    "warranty",
    "screen",
    "return",
    "centre",
    "fault",
    "help",
    "my_data",
    "other",
)
"""Meanings of the grammar main_menu. All but repair go to an agent, who is told the topic."""

READ_BACK = {topic: f"confirm_{topic}" for topic in TOPICS}
"""How a doubtful topic is asked back."""
