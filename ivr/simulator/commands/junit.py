"""Results as JUnit XML, which every CI reads."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ElementTree, SubElement


def write(path: Path, results: Sequence[Mapping[str, Any]]) -> None:
    """Write one test case for each scenario's result."""
    failures = sum(not result["ok"] for result in results)
    seconds = sum(result["seconds"] for result in results)
    counts = {"name": "simulator", "tests": str(len(results)), "failures": str(failures), "time": f"{seconds:.3f}"}
    suite = Element("testsuite", counts)
    for result in results:
        names = {"classname": "simulator", "name": result["scenario"]}
        case = SubElement(suite, "testcase", names, time=f"{result['seconds']:.3f}")
        if not result["ok"]:
            failure = SubElement(case, "failure", message=result["problems"][0])
            failure.text = "\n".join([*result["problems"], *result["then"]])
        SubElement(case, "system-out").text = result["heard"]
    ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
