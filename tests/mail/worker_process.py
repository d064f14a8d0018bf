"""A worker in a process of its own, to be killed. Run as: python -m tests.mail.worker_process LEASE_SECONDS."""

import sys
from datetime import timedelta

from recruitment import create_app
from recruitment.core.jobs import Pace
from recruitment.core.worker import stopped_by_signal, work
from recruitment.mail import sender

if __name__ == "__main__":
    stop = stopped_by_signal()
    with create_app().app_context():
        print(f"ready to run {sender.SEND}", flush=True)  # noqa: T201 - what the test waits for
        work(stop, Pace(lease=timedelta(seconds=float(sys.argv[1])), first_wait=timedelta(seconds=0.2)))
