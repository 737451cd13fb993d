"""How gunicorn serves the hotline: a few processes of a few threads; logs go through our choke point."""

import os
from threading import Thread
from typing import Any

from gunicorn.workers.base import Worker

from ivr import logs
from ivr.hotline.counts import forget_counts, share_counts
from ivr.hotline.listeners import variable
from ivr.keys import settings_or_exit
from ivr.open_files import raise_limit
from ivr.ready import tell_ready

_settings = settings_or_exit()
raise_limit()

share_counts(_settings.data)  # each worker counts in a file of its own; /metrics, whichever answers it, adds them up

_given = os.environ.get(variable("web"))
bind = f"fd://{_given}" if _given else f"{_settings.host}:{_settings.web_port}"
worker_class = "ivr.hotline.web_worker.WebWorker"  # threads that wait for no client
workers = _settings.web_workers
threads = _settings.web_threads
worker_connections = 2000
limit_request_line, limit_request_fields, limit_request_field_size = 4094, 64, 8190
timeout = 30
graceful_timeout = 10  # a webhook is answered within four seconds
keepalive = 15
control_socket_disable = True  # nobody uses it, and its folder may be read only
accesslog = None  # addresses of webhooks say nothing, forms would say too much
logconfig_dict = logs.config(_settings)


def post_worker_init(worker: Worker) -> None:
    """Tell the launcher that we serve; load the voice of sentences beside the first calls: none is to wait for it.

    The words of prompts follow what supervisors publish.
    """
    tell_ready()
    Thread(target=worker.wsgi.extensions["sentences"].warm_up, daemon=True).start()
    Thread(target=worker.wsgi.extensions["prompts"].follow, daemon=True).start()


def on_exit(_server: Any) -> None:
    """Leave no counts behind in memory."""
    forget_counts()


def child_exit(_server: Any, worker: Worker) -> None:
    """Forget what a worker that ended said of itself; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
