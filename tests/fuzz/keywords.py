"""Keywords and folding: any keyword against any text."""

from monitor.judge.folding import fold, fold_with_offsets
from monitor.judge.keywords import WatchMatcher
from monitor.model import Watch


def fuzz(data: bytes) -> None:
    """Three pieces parted by a zero byte: keyword, title, summary."""
    keyword, title, summary, *_ = [*data.decode("utf-8", "surrogatepass" if data[:1] == b"\xed" else "replace").split("\0"),
                                   "", "", ""] if _decodes(data) else ["", "", ""]
    for text in (keyword, title, summary):
        folded = fold(text)
        assert fold(folded) == folded
        again, offsets = fold_with_offsets(text)
        assert again == folded
        if folded:
            start, end = offsets.span(0, len(folded))
            assert 0 <= start <= end <= len(text)
    matcher = WatchMatcher([Watch(name="w", keywords=(keyword or "base", "base"), exclude=(summary[:20] or "sport",))])
    for hit in matcher.match(title, summary):
        assert hit.words


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass" if data[:1] == b"\xed" else "replace")
    except UnicodeDecodeError:
        return False
    return True
