"""Find the file and the line of what a check found, for people who want to mend it."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ivr.dialog.check import Problem
from ivr.prompts import Catalogue
from ivr.services import SERVICES


def place(problem: Problem, catalogues: Mapping[str, Catalogue], project: Path) -> str:
    """Return file and line: of the prompt's words where a problem is about those, else of the item in its form."""
    if problem.place:
        return problem.place
    catalogue = catalogues.get(problem.language)
    if catalogue and problem.prompt in catalogue.places:
        return catalogue.places[problem.prompt]
    form, _, slot = problem.where.partition(".")
    if named := _named(problem.named, form, project):
        return named
    for file in _files(form, project):
        if line := _line(file, form, slot):
            return f"{file.relative_to(project)}, line {line}"
    return problem.where


def _files(form: str, project: Path) -> Iterable[Path]:
    """Return the files where a form may be written: those of its service, or of the frame."""
    owner = next((service.name for service in SERVICES for each in service.forms if each.name == form), None)
    folder = project / "ivr" / ("services/" + owner if owner else "callflow")
    return sorted(folder.rglob("*.py"), key=lambda file: (file.stem != form, "forms" not in str(file), file))


def _named(name: str, form: str, project: Path) -> str:
    """Return file and line where a prompt or a grammar is named; what belongs to a topic may be named by the topic."""
    everywhere = [*_files(form, project), *sorted((project / "ivr" / "services").glob("*/**/*.py"))]
    topic = name.partition("_")[2]
    owner = next((service.name for service in SERVICES for each in service.topics if each.name == topic), "")
    of_topic = sorted((project / "ivr" / "services" / owner).glob("*.py")) if owner else everywhere
    for word, files in ((name, everywhere), (topic, of_topic)):
        said = re.compile(rf"[\"']{re.escape(word)}[\"']")
        for file in files if word else ():
            lines = enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
            if found := next((number for number, line in lines if said.search(line)), 0):
                return f"{file.relative_to(project)}, line {found}"
    return ""


def _line(file: Path, form: str, slot: str) -> int:
    """Return the line of the slot's item, in a file that names the form; 0 for none."""
    lines = file.read_text(encoding="utf-8").splitlines()
    named = [number for number, line in enumerate(lines, 1) if re.search(rf"[\"']{re.escape(form)}[\"']", line)]
    if not named:
        return 0
    after = [n for n, line in enumerate(lines, 1) if n > named[0] and re.search(rf"[\"']{re.escape(slot)}[\"']", line)]
    return after[0] if slot and after else named[0]
