"""From articles and reports to incidents: what happened in the world, told once, with who says what.

::

    article + report ─► member (signature of the words, agency) ─► partition ─► settle ─► changes
                        similarity, origins                        weighing     claims    what a reader needs to hear

All of it is pure. Which reports stand together follows from the reports alone, not from the order in which they came
(:mod:`monitor.incidents.partition`), and so do an incident's facts and status (:mod:`monitor.incidents.claims`).
"""
