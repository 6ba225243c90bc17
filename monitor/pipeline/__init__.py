"""One poll, top to bottom.

::

    feed | fetch | parse | recall | gate | read | judge | report | place | commit
           http    feeds   store    watches pages  model   facts    incidents  store: state + incident + outbox

    fetch    conditional GET; most polls end here with a 304
    recall   known and unchanged entries end here
    gate     keywords on title and summary; most new entries end here, with the reason stored
    read     the page's text where it can be had, else what the feed gave
    judge    label and probability, batch by batch
    report   the attacks each article tells of
    place    one article at a time, inside the placing transaction: the same incident, or a new one
    commit   decision, incidents and outbox rows together; the feed's own state last of all

A poll that dies anywhere is polled again: the feed's validators are stored only after every entry of the body was
dealt with, and what was dealt with is recognised (``tests/kill/test_kill.py`` ends the process at each step).
"""

from monitor.pipeline.edges import Edges
from monitor.pipeline.entering import CHANGE_LIMIT, article_from
from monitor.pipeline.stages import AT_ONCE, Pipeline

__all__ = ["AT_ONCE", "CHANGE_LIMIT", "Edges", "Pipeline", "article_from"]
