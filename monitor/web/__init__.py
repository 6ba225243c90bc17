"""The review pages: what happened, on what it rests, what was missed; the words to watch for, and how well it works.

::

    browser ──► guard: host? signed in? form of ours? ──► routes ──► a view ──► store (its own thread)
                  headers on every answer                              └──► templates ──► HTML

Server-rendered, without a build step; JavaScript adds keys to the queue and nothing else.
"""
