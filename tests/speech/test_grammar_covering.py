"""Few sentences go through everything that a grammar can mean."""

import pytest

from tests.english import parse

HEAD = "#ABNF 1.0;\nlanguage en;\nmode voice;\nroot $r;\ntag-format <semantics/1.0>;\n"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("$r = [oh] (yes | yeah) [please];", ["yes"]),
        ("$r = (yes | yeah) {out = 1;} | no {out = 2;} | maybe;", ["yes", "no", "maybe"]),
        ("$r = ((big {out.s = 1;} | small {out.s = 2;}) (red {out.c = 1;})<0-1>);", ["big", "small red"]),
        (
            "$r = $one | not $one {out = 3;}; $one = i {out = 1;} | ii {out = 2;};",
            ["i", "ii", "not i"],
        ),
        ("$r = ($one {out = rules.one;})<2-3>; $one = a {out = 1;} | b {out = 2;};", ["a a", "b b"]),
        ("$r = again [$r] {out = 1;};", ["again"]),
        ("$r = $VOID {out = 1;} | here {out = 2;};", ["here"]),
        ("$r = number $<builtin:digits?length=3> {out = rules.latest();};", ["number zero zero zero"]),
    ],
)
def test_each_meaning_is_gone_through_once(rules, said):
    assert parse(HEAD + rules).covering() == said
