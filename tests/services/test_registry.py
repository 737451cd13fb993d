"""A folder is a service, or one sentence says what to do about it."""

import json
import subprocess
import sys

import pytest

from ivr.services import SERVICES
from ivr.services.registry import BadService, discover

FINE = """
from ivr.callflow.topics import Topic
from ivr.services.service import Service
SERVICE = Service(name={name!r}, summary="invented", forms=())
"""
DOUBLED = """
from ivr.dialog.script import Form
from ivr.services.service import Service
SERVICE = Service(name={name!r}, summary="invented", forms=(Form("told", ()),))
"""


@pytest.fixture
def package(tmp_path, monkeypatch, request):
    """A package of services that is found under a name of its own."""
    name = f"services_of_{abs(hash(request.node.name))}"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / name


def write(package, name, code):
    (package / name).mkdir()
    (package / name / "__init__.py").write_text(code.format(name=name))


def found(package):
    return discover(package, package.name)


def test_every_folder_is_a_service(package):
    write(package, "one", FINE)
    write(package, "two", FINE)
    assert [service.name for service in found(package)] == ["one", "two"]


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("", "exports no SERVICE: add one, or remove the folder"),
        (FINE.replace("{name!r}", "''"), "without a name; give it its folder's name, 'one'"),
        (FINE.replace("{name!r}", "'other'"), "named 'other'; give it its folder's name, 'one'"),
        ("import nothing_of_that_name", "one/__init__.py, line 1: can't be imported: ModuleNotFoundError"),
        ("no Python here", "one/__init__.py, line 1: can't be imported: SyntaxError"),
        (
            FINE.replace("{name!r}", "'one', topics=(Topic('told', 'told', 'confirm', key='7', menu='menu'),)"),
            "one/__init__.py: the topic 'told' has the key '7'; give it one of 1, 2, 4, 5, 6 with a menu, or none",
        ),
        (
            FINE.replace("{name!r}", "'one', slots=dict(topic=__import__('ivr.dialog.kinds').dialog.kinds.TEXT)"),
            "the slot 'topic' of the service one is the call flow's own",
        ),
    ],
)
def test_a_folder_that_is_no_service_is_refused_in_one_sentence(package, code, advice):
    write(package, "one", code)
    with pytest.raises(BadService) as bad:
        found(package)
    assert advice in str(bad.value)
    assert "one" in str(bad.value)
    assert "\n" not in str(bad.value)


FORM = """
from ivr.callflow.topics import Topic
from ivr.dialog.kinds import OneOf
from ivr.dialog.script import Act, Decision, Field, Form
from ivr.services.service import Service

FORM = Form(
    "told",
    (Field("size", ("sizes",), ("ask",)), Act("made", "make", using=("size",), confirm="key", ask="sure")),
)
SERVICE = Service(
    name={name!r},
    summary="invented",
    forms=(FORM,),
    slots=dict(size=OneOf(("small",))),
    uses=("region",),
)
"""


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("forms=(FORM,)", "forms=(FORM)", "line 11: Service one: forms can't be Form("),
        ('("ask",))', '("ask"))', "line 9: Field size: prompts can't be 'ask'; it is a tuple; where it holds one"),
        ('using=("size",)', 'using=("size")', "line 9: Act made: using can't be 'size'; it is a tuple"),
        ('confirm="key"', 'confirm="keys"', "Act made: confirm can't be 'keys'; it is one of '', 'key', 'twice'"),
        ('("ask",))', '("ask",), timeout="8")', "Field size: timeout can't be '8'; it is float"),
        ('OneOf(("small",))', 'OneOf(("small"))', "OneOf: values can't be 'small'; it is a tuple"),
        (
            'OneOf(("small",))',
            '"small"',
            "line 11: Service one: slots can't be {'size': 'small'}; it is a dict of Kind",
        ),
        ('uses=("region",)', 'uses=("region")', "Service one: uses can't be 'region'; it is a tuple"),
    ],
)
def test_a_value_of_another_type_is_named_with_its_line(package, right, wrong, told):
    assert right in FORM
    write(package, "one", FORM.replace(right, wrong).replace("{name!r}", "'one'").replace("{", "{{").replace("}", "}}"))
    with pytest.raises(BadService, match=r"; mend it there$") as bad:
        found(package)
    assert "/one/__init__.py, line " in str(bad.value)
    assert told in str(bad.value)


def test_an_empty_folder_is_refused(package):
    (package / "one").mkdir()
    with pytest.raises(BadService, match=r"one has no __init__\.py"):
        found(package)


def test_two_services_may_not_share_a_name(package):
    write(package, "one", DOUBLED)
    write(package, "two", DOUBLED)
    with pytest.raises(BadService, match="the form 'told' is named twice in the services one and two"):
        found(package)


@pytest.mark.thorough
def test_the_list_of_services_is_json_on_request():
    listed = subprocess.run(
        [sys.executable, "-m", "ivr.services", "--json"], capture_output=True, text=True, check=True
    )
    services = json.loads(listed.stdout)
    assert [service["name"] for service in services] == [service.name for service in SERVICES]
    assert all({"name", "languages", "forms", "sources", "keeps"} <= service.keys() for service in services)
    repair = next(service for service in services if service["name"] == "repair")
    assert ("repairs" in repair["sources"], "en" in repair["languages"]) == (True, True)


def test_every_column_of_a_service_says_how_long_it_is_kept():
    for service in SERVICES:
        declared = [f"{keeps.name}.{column}" for keeps in service.keeps for column in keeps.columns]
        tables = {keeps.table for keeps in service.keeps}
        there = [f"{table.__tablename__}.{column.name}" for table in tables for column in table.__table__.columns]
        assert sorted(declared) == sorted(name for name in there if not name.endswith(".id"))
