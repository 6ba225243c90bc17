"""Admin notices: what is wrong with the monitor itself, told to the admin chat only, never to readers.

::

    observer.py   each minute: what is seen of feeds, model, disk, clock, channels       (acts)
    troubles.py   observations -> the conditions that stand, those of which nothing can be said
    telling.py    conditions told before + conditions that stand + now -> what to tell now
    wording.py    a notice as a parcel of the outbox; the parcels of the outbox -> the conditions told before

A condition is told once, repeated once a day while it stands, and called off once. The outbox is the memory: what was told
is known after a restart too (docs/delivery.md).
"""
