"""feedparser, where it costs out of proportion to the document: two of its functions are taken in hand before they are called.

Both were met on the thread that nothing can end, where a search by a pattern keeps the whole program waiting.
"""

from functools import lru_cache
from typing import Any

import feedparser.mixin
import feedparser.urls

ADDRESS_LIMIT = 2_048
"""Characters of two addresses that are joined and remembered; longer ones only an attacker writes."""
AUTHOR_LIMIT = 256
"""Characters of an author among which an address of e-mail is looked for. The pattern for it is quadratic in a run of letters:
46 s for 140 kB and 0.6 s for 16 kB, 0.1 s for 140 kB cut in pieces of this size (measured, feedparser 6.0.14)."""

_remembered = lru_cache(maxsize=256)(feedparser.urls.make_safe_absolute_uri)
_Mixin = feedparser.mixin._FeedParserMixin  # noqa: SLF001  there is no public way to it
_look_for_address = _Mixin._sync_author_detail  # noqa: SLF001


def _joined(base: str, relative: str | None = None) -> str:
    """What feedparser's own function says; it joins the document's address with itself at every tag (a fifth of its time)."""
    short = len(base) + len(relative or "") <= ADDRESS_LIMIT
    return str(_remembered(base, relative) if short else feedparser.urls.make_safe_absolute_uri(base, relative))


def _sync_author_detail(self: Any, key: str = "author") -> None:
    """Parts name and e-mail of an author, unless it is a text."""
    if len(self._get_context().get(key) or "") <= AUTHOR_LIMIT:
        _look_for_address(self, key)


def mend() -> None:
    """Put both in place of feedparser's own; a second call changes nothing."""
    feedparser.mixin.make_safe_absolute_uri = _joined
    _Mixin._sync_author_detail = _sync_author_detail  # noqa: SLF001
