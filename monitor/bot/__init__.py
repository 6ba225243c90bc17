"""The bot people talk to: commands and buttons in, subscriptions and verdicts out.

::

    receiving.py ──► Heard ──► commands.py (what is asked) ──► desk.py (does it, in the store) ──► Reply ──► receiving.py
    (Telegram)                 wishes.py   (what a reader wants)  words.py (what is said)
"""
