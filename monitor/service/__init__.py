"""The running service: what each job of the schedule does, and how a changed config.yaml is taken over.

::

    Service ─► Guard    our hold on the store: taken, renewed, given up; no job runs without it
       ├─────► Rounds   feeds and their states: what is due is polled
       ├─────► Post     channels, readers, the delivery of the outbox
       └─────► edits    an edited config.yaml is taken over, a broken one refused
"""

from monitor.service.guard import TAKEN_OVER
from monitor.service.rounds import log_polled
from monitor.service.service import Service

__all__ = ["TAKEN_OVER", "Service", "log_polled"]
