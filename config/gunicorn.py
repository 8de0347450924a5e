"""How gunicorn serves the application: `gunicorn --config python:config.gunicorn`."""

import gc
import os
import sys
from typing import Any

from config.memory import keep_freed_memory

keep_freed_memory()  # before any worker is forked

wsgi_app = "config.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
try:
    workers = int(os.environ.get("WORKERS", "2"))
except ValueError:
    sys.exit("WORKERS is not a whole number; set it to how many processes may serve.")
# Whoever takes a stream slowly holds a thread until he has it all: with four of them,
# six such readers kept everybody else out. A thread that waits costs next to nothing.
worker_class = "gthread"
threads = 16
# Partners poll every few seconds to minutes; a proxy before us keeps its own for 60 s.
keepalive = 75
# Clients of TAXII repeat their filters beside a cursor; proxies take as much.
limit_request_line = 8190
# The checks run once, before anything listens.
preload_app = True
# Its default lies in the home folder, which a service may not have.
control_socket_disable = True
# Workers tell that they live by touching a file: in memory, where no disk stalls it.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
accesslog = None


def when_ready(server: Any) -> None:
    """Let the collector of garbage pass over all that is loaded, from here on.

    Else each page of a thousand rows brings nearer the next search of all of Django.
    """
    gc.collect()
    gc.freeze()
