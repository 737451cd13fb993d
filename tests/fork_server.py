"""Start processes of ours in milliseconds: `python -m tests.fork_server MODULE ...` imports once, and forks on demand.

It reads JSON lines and answers each with a number: `{"do": "module:function", ...}` forks a process that calls the
function with the other values, and gives its id; `{"wait": id}` waits until it has ended, and gives its exit code.
"""

import json
import os
import runpy
import signal
import subprocess
import sys
import traceback
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from ivr.settings import PROJECT

LONGEST_LIFE = 120
PRINTED = "printed"
"""The file that holds what a command printed."""


class ForkServer:
    """What tests know of it."""

    def __init__(self, process):
        self._process = process

    def runs(self, folder, *words):
        """Run a module as a command, `folder` being IVR_DATA; return its exit code, and what it printed."""
        code = self.starts("tests.fork_server:run_command", words=words, folder=str(folder)).exit_code()
        return code, (Path(folder) / PRINTED).read_text(encoding="utf-8")

    def starts(self, function, **given):
        """Start a process that calls a function (`module:function`)."""
        return Started(self, {"do": function, **given})

    def answers(self, order):
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


class Started:
    """A process that it started."""

    def __init__(self, fork_server, order):
        self._fork_server, self._id = fork_server, fork_server.answers(order)

    def exit_code(self):
        """Wait until it has ended."""
        child, self._id = self._id, None
        return self._fork_server.answers({"wait": child})

    def is_killed(self):
        """Kill it with -9, unless it has ended."""
        if self._id:
            os.kill(self._id, signal.SIGKILL)
            self.exit_code()


@contextmanager
def fork_server(*modules, project=PROJECT):
    """Run it, in this project or in a copy of it."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    command = [sys.executable, "-m", "tests.fork_server", *modules]
    with subprocess.Popen(command, cwd=project, text=True, **pipes) as process:
        yield ForkServer(process)
        process.stdin.close()


def run_command(words, folder):
    """Run a module as a command, with what it prints in a file, and end with its exit code."""
    file = os.open(Path(folder) / PRINTED, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, 1), os.dup2(file, 2)
    os.environ |= {"IVR_DATA": folder, "COLUMNS": "200"}
    sys.argv = list(words)
    try:
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    sys.stdout.flush()
    os._exit(code)


def _forked(function, **given):
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(LONGEST_LIFE)
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # stdout is for answers
            module, _, name = function.partition(":")
            getattr(import_module(module), name)(**given)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    return child


if __name__ == "__main__":
    for module in sys.argv[1:]:
        import_module(module)
    for line in sys.stdin:
        order = json.loads(line)
        child = order.get("wait")
        number = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if child else _forked(order.pop("do"), **order)
        print(number, flush=True)
