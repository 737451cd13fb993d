"""Threads that know whose call they work for."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Threads(ThreadPoolExecutor):
    """Run work in the context in which it was handed in, so that its log lines name the same call and turn."""

    def submit(self, work: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        """Let a thread do the work."""
        return super().submit(copy_context().run, partial(work, *args, **kwargs))
