from ivr.intents import rule


def test_a_likely_topic_is_taken() -> None:
    assert rule({"repair": 0.95, "return": 0.05}, 0.9, 0.05).decision == "accept"


def test_doubtful_ones_are_offered_the_likeliest_first() -> None:
    ruling = rule({"return": 0.4, "repair": 0.5, "centre": 0.1, "help": 0.0}, 0.9, 0.05)
    assert ruling.decision == "offer"
    assert [each.topic for each in ruling.likely] == ["repair", "return", "centre"]


def test_a_third_that_is_unlikely_is_not_offered() -> None:
    assert len(rule({"repair": 0.5, "return": 0.48, "centre": 0.02}, 0.9, 0.05).likely) == 2


def test_where_everything_is_unlikely_the_menu_is_quicker() -> None:
    assert rule({"repair": 0.1, "return": 0.1, "centre": 0.1, "nothing": 0.05}, 0.9, 0.05).decision == "refuse"


def test_a_greeting_is_no_wish() -> None:
    assert rule({"nothing": 0.6, "repair": 0.4}, 0.3, 0.05).decision == "refuse"


def test_finer_and_coarser_topic_are_one_choice() -> None:
    ruling = rule({"fault": 0.1, "safety": 0.85, "help": 0.05}, 0.9, 0.05)
    assert [each.topic for each in ruling.likely] == ["safety", "help"]
    assert ruling.decision == "accept"


def test_between_finer_and_coarser_the_coarse_one_is_meant() -> None:
    assert rule({"fault": 0.45, "safety": 0.5, "help": 0.05}, 0.9, 0.05).likely[0].topic == "fault"
