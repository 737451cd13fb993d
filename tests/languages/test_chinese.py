"""Chinese as callers say it and as they hear it: judged as text, by what strangers say on the telephone."""

from zoneinfo import ZoneInfo

import pytest

from ivr.languages import CHINESE
from ivr.prompts.say_as import SAY_AS
from ivr.settings import PROJECT
from ivr.speech.grammar import load

SHANGHAI = ZoneInfo("Asia/Shanghai")
FOLDER = PROJECT / "grammars" / "zh"


def meaning(ref, words):
    found = load(ref, language=CHINESE, folder=FOLDER).meanings(words)
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("四七二九", "4729"),
        ("四 七 二 九", "4729"),
        ("四千七百二十九", "4729"),
        ("四十七二十九", "4729"),
        ("幺三八零零幺三八零零零", "13800138000"),
        ("一三八 零零一三 八零零零", "13800138000"),
        ("一三八三个零", "138000"),
        ("两个八三三", "8833"),
        ("四千零九", "4009"),
        ("四千零二十九", "4029"),
        ("四千七", "4700"),
        ("三百二", "320"),
        ("三百零五", "305"),
        ("十二三十", "1230"),
        ("两两三三", "2233"),
        ("零一四三", "0143"),
        ("四万七千二百九十一", "47291"),
    ],
)
def test_digits_mean_what_strangers_mean_by_them(said, digits):
    assert meaning(f"builtin:digits?length={len(digits)}", said) == digits


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("三千五百五十五", "3555"),
        ("四千七百二十九", "4729"),
        ("四百七十二 九百一十六", "472916"),
        ("一万二千三百四十五", "12345"),
        ("四十七万二千九百一十六", "472916"),
        ("五千零六", "5006"),
    ],
)
def test_hundreds_and_thousands_are_one_number_where_the_length_is_open(said, digits):
    found = load("builtin:digits?minlength=4;maxlength=15", language=CHINESE).meanings(said)
    assert found[0].value == digits
    assert found[0].weight > 2 * found[1].weight


def test_twenty_three_is_twenty_three_before_it_is_anything_else():
    assert meaning("builtin:digits", "二十三") == "23"


def test_words_that_a_model_joins_are_split_into_characters():
    assert meaning("main_menu", "我的 手机 修好 了 吗") == {"topic": "repair"}
    assert meaning("main_menu", "我的手机修好了吗") == {"topic": "repair"}


@pytest.mark.parametrize("number", [*range(0, 130), 200, 305, 320, 999, 1000, 1001, 1020, 1200, 4729, 10_000, 20_300])
def test_every_number_is_read_aloud_and_understood_again(number):
    assert str(number) in [meaning("builtin:number", words) for words in CHINESE.figures(str(number))]


@pytest.mark.parametrize(
    ("ref", "said", "value"),
    [
        ("number", "负三点五", "-3.5"),
        ("number", "一千二", "1200"),
        ("number", "一万二", "12000"),
        ("date", "二零二六年十一月十七号", "20261117"),
        ("date", "三月三日星期二", "????0303"),
        ("date", "十七号", "??????17"),
        ("date", "十三月一号", None),
        ("time", "下午三点半", "0330p"),
        ("time", "十五点三十分", "1530h"),
        ("time", "差五分三点", "0255?"),
        ("time", "晚上八点一刻", "0815p"),
        ("time", "三点零五分", "0305?"),
        ("currency", "八十四块五", "CNY84.50"),
        ("currency", "十二元五角", "CNY12.50"),
        ("currency", "八十块钱", "CNY80.00"),
        ("currency", "四十九点九九欧元", "EUR49.99"),
        ("boolean", "是的", True),
        ("boolean", "对对没错", True),
        ("boolean", "不对", False),
        ("boolean", "没有了谢谢", False),
    ],
)
def test_builtins_understand_chinese(ref, said, value):
    assert meaning(f"builtin:{ref}", said) == value


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4729", ["四七二九", "四千七百二十九"]),
        ("105", ["一零五", "一百零五"]),
        ("15:30", ["十五点三十分"] * 2),
        ("2026年11月17日", ["二零二六年十一月十七日"] * 2),
    ],
)
def test_typed_figures_are_read_aloud(typed, read):
    assert list(CHINESE.figures(typed)) == read


@pytest.mark.parametrize(
    ("say_as", "value", "spoken"),
    [
        ("digits", "4719", "四七，幺九"),
        ("telephone", "+8613800138000", "幺三八，零零幺三，八零零零"),
        ("date", "2026-11-17", "11月17日星期二"),
        ("money", {"amount": "84.50", "currency": "CNY"}, "84元5角"),
        ("money", {"amount": "84.05", "currency": "CNY"}, "84元零5分"),
        ("money", {"amount": "84.50", "currency": "EUR"}, "84.5欧元"),
        ("money", {"amount": "500", "currency": "JPY"}, "500日元"),
        ("ordinal", 3, "第3"),
        ("count", 2, "两"),
        ("count", 12, "12"),
        ("time", "2026-11-17T07:30:00+00:00", "下午3点30分"),
        ("time", "2026-11-17T06:00:00+00:00", "下午两点"),
        ("time", "2026-11-17T16:05:00+00:00", "凌晨0点05分"),
    ],
)
def test_values_are_said_as_the_chinese_say_them(say_as, value, spoken):
    assert SAY_AS[say_as](value, CHINESE, SHANGHAI) == spoken


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("转人工", "agent"),
        ("我要找人工客服", "agent"),
        ("再说一遍", "repeat"),
        ("我没听清", "repeat"),
        ("说慢一点", "slower"),
        ("返回主菜单", "cancel"),
        ("再见", "goodbye"),
        ("请说英语", "language"),
        ("法语", "language"),
    ],
)
def test_what_may_be_said_everywhere(said, wish):
    assert meaning("everywhere.free", said) == wish


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("你好麻烦帮我转一下人工客服", "agent"),
        ("我不想跟机器人说话", "agent"),
        ("不好意思我刚才没听清楚", "repeat"),
        ("能不能说慢一点", "slower"),
        ("请问可以说英语吗", "language"),
        ("有没有法语服务", "language"),
        ("好的谢谢再见", "goodbye"),
        ("今天北京天气怎么样", None),
        ("帮我取消明天的机票", None),
    ],
)
def test_free_wordings_are_understood_and_other_questions_left_alone(said, wish):
    assert meaning("everywhere.free", said) == wish


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("维修进度", "repair"),
        ("我想查一下我的手机修好了没有", "repair"),
        ("你好我的手机送修两个星期了想问一下修得怎么样了", "repair"),
        ("我手机屏幕碎了", "screen"),
        ("手机还在保修期吗", "warranty"),
        ("我要退货", "return"),
        ("手机开不了机", "fault"),
        ("附近的维修点在哪里", "centre"),
        ("其他问题", "other"),
    ],
)
def test_what_a_call_is_about(said, topic):
    assert meaning("main_menu.free", said)["topic"] == topic


def test_a_number_may_be_said_with_the_wish():
    assert meaning("main_menu", "查维修进度单号是四七二九") == {"topic": "repair", "number": "4729"}
