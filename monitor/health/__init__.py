"""How the monitor itself is doing, for machines: metrics, readiness, the supervisor's watchdog, the dead-man ping.

::

    service ──► vitals ──► metrics (Prometheus)  ──► /metrics
                   └─────► readiness (pure) ──► /readyz, watchdog of systemd, heartbeat
    incidents ──► ledger (pure) ──► monitor sources

What a person is told of it is in :mod:`monitor.notices`. Figures and settings: docs/operations.md.
"""
