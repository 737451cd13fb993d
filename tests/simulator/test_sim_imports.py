"""The simulator's files import each other in one direction: engine <- verbs <- REST and phones, no circles.

An import counts wherever it stands: at the top, in a function, or below `if TYPE_CHECKING`.
"""

import ast
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "ivr" / "simulator"
KINDS = ("top", "function", "type checking")
LAYERS = (
    ("audio", "web", "twiml", "guards", "virtual", "discovery"),
    ("engine",),
    ("callbacks", "media", "recognition", "answering_machines"),
    ("verbs",),
    ("outbound", "announcements", "assembly"),
    ("rest", "phone"),
    ("faults.plan", "faults.webhooks", "faults.streams", "faults.rest", "faults.people", "faults.shrink"),
    ("inprocess", "network", "server", "loading", "pytest_plugin", "faults.checks"),
    ("commands",),
    ("__main__",),
)
"""Lower first; each may import from itself and from those before it. A folder may stand in parts."""


def modules(root):
    """Return the package's modules by name, relative to it."""
    names = {".".join(path.relative_to(root).with_suffix("").parts): path for path in root.rglob("*.py")}
    return {name.removesuffix(".__init__") if name != "__init__" else "": path for name, path in names.items()}


def imports(path, package, known):
    """Return which of the known modules a file imports, each with where the import stands."""
    found = set()

    def walk(node, kind):
        for child in ast.iter_child_nodes(node):
            match child:
                case ast.If() if "TYPE_CHECKING" in ast.dump(child.test):
                    walk(child, "type checking")
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    walk(child, "function" if kind == "top" else kind)
                case ast.ImportFrom(module=str(module)):
                    found.update((f"{module}.{alias.name}", kind) for alias in child.names)
                    found.add((module, kind))
                case ast.Import():
                    found.update((alias.name, kind) for alias in child.names)
                case _:
                    walk(child, kind)

    walk(ast.parse(path.read_text(encoding="utf-8")), "top")
    ours = ((name.removeprefix(f"{package}."), kind) for name, kind in found if name.startswith(f"{package}."))
    return {(name, kind) for name, kind in ours if name in known}


def circles(graph):
    """Return the sets of modules that import each other, by Tarjan's algorithm."""
    order, low, stack, found = {}, {}, [], []

    def visit(name):
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in graph[name]:
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            start = stack.index(name)
            circle = stack[start:]
            del stack[start:]
            found.extend([sorted(circle)] if len(circle) > 1 or name in graph[name] else [])

    for name in graph:
        if name not in order:
            visit(name)
    return found


def graph_of(root=PACKAGE, package="ivr.simulator", kinds=KINDS):
    known = modules(root)
    each = {name: imports(path, package, known) for name, path in known.items()}
    return {name: {other for other, kind in found if kind in kinds} for name, found in each.items()}


def layer_of(name):
    fitting = [
        (len(part), number)
        for number, layer in enumerate(LAYERS)
        for part in layer
        if name == part or name.startswith(f"{part}.")
    ]
    return max(fitting)[1] if fitting else None


def test_no_file_of_the_simulator_is_part_of_an_import_circle():
    assert circles(graph_of()) == []


def test_a_circle_is_found_wherever_its_imports_stand(tmp_path):
    (tmp_path / "one.py").write_text("def f():\n    from x import two\n")
    (tmp_path / "two.py").write_text("if TYPE_CHECKING:\n    from x.three import y\n")
    (tmp_path / "three.py").write_text("import x.one\n")
    assert circles(graph_of(tmp_path, "x")) == [["one", "three", "two"]]
    assert circles(graph_of(tmp_path, "x", kinds=("top",))) == []
    counted = Counter(kind for path in modules(tmp_path).values() for _, kind in imports(path, "x", modules(tmp_path)))
    assert counted == dict.fromkeys(KINDS, 1)


def test_each_layer_imports_only_from_itself_and_those_below():
    graph = graph_of()
    names = [name for name in graph if (name and "." in name) or layer_of(name) is not None]
    assert {name for name in graph if name and layer_of(name) is None} <= {"faults"}
    wrong = [
        f"{name} imports {other}"
        for name in names
        for other in graph[name]
        if layer_of(other) is not None and layer_of(name) < layer_of(other)
    ]
    assert wrong == []
