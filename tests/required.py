"""Say loudly which tests were skipped, and fail where they may not be.

A fresh machine has no Chromium, so its browser tests are skipped and the run is green. Whoever counts
on them names their markers: `REQUIRED_TESTS=browser,speech,postgres make test`, as `.ci/run` does.
"""

import os
from collections import Counter
from collections.abc import Iterator

import pytest

MARKERS = ("browser", "speech", "postgres")
REQUIRED = "REQUIRED_TESTS"


def required() -> set[str]:
    """Return the markers whose tests may not be skipped; a word that is no marker is refused."""
    words = {word.strip() for word in os.environ.get(REQUIRED, "").split(",") if word.strip()}
    if unknown := words - set(MARKERS):
        raise pytest.UsageError(f"{REQUIRED}: {', '.join(sorted(unknown))} is none of {', '.join(MARKERS)}")
    return words


def pytest_configure() -> None:
    required()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    markers = sorted(required() & {mark.name for mark in item.iter_markers()})
    if markers and report.skipped and not hasattr(report, "wasxfail"):
        report.longrepr = f"A {markers[0]} test may not be skipped here ({REQUIRED}): {reason(report)}"
        report.outcome = "failed"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = Counter(
        (marker, reason(report))
        for report in terminalreporter.stats.get("skipped", [])
        for marker in MARKERS
        if marker in report.keywords
    )
    for (marker, why), count in skipped.items():
        terminalreporter.write_line(f"NOT RUN: {count} {marker} tests: {why}", red=True, bold=True)


def reason(report: pytest.TestReport) -> str:
    """Return why a test was skipped, in its own words."""
    return report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else str(report.longrepr)
