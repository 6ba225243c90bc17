"""Beyond one machine: worker processes that share one PostgreSQL, and nothing else.

::

    plan 5 s ──due feeds──► poll (a batch) ──decision + job──► place ──incident + parcels + job──► send ──► chat
    any worker, fired once  any worker, one     one transaction  one at a time    one transaction    one worker for
                            for each share                                                           each bot token
                            of the hosts

    shares.py   which feeds are one batch (pure)        station.py  what each job does: the stages of one machine
    queue.py    the jobs and beats, by Procrastinate    worker.py   the life of a worker: hold, loss of the database, stop

The stages are those of ``monitor run``. What one machine does in one go is cut where its transactions end: the job that
goes on from there is queued in the same transaction, so a worker may die at any moment and another one goes on.
``docs/scale.md`` tells what to run for how many feeds; ``tests/far`` kills a worker and
cuts another one off.
"""
