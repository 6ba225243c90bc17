"""The short form of the fuzzing: the same targets, a few hundred inputs each, and a sample of damaged documents."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import feeds
from tests.fuzz.mutations import mutants
from tests.fuzz.targets import NAMES, target
from tests.shared import shared_path

PIECES = st.sampled_from([
    b"<item>", b"</item>", b"<title>", b"<![CDATA[", b"]]>", b"&amp;", b"&#0;", b"&#x110000;", b"&#xD800;", b"<!DOCTYPE x [",
    b'<!ENTITY a "b">', b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xed\xa0\x80", b"http://[",
    b"javascript:", b"//", b"%00", b"2026-02-31", b"99999999999999999999", b"-1", b"Mon, 02 Feb 2026 10:00:00 +9999", b"[",
    b"{", b"}", b": ", b"- ", b"&a", b"*a", b"!!python/object:os.system ", b"|\n", b"\t", b"wounded ", b"killed ", b"at ",
    b"air base ", "قاعدة".encode(), "ﷺ".encode(), "İ".encode(), "𝐚".encode(), b"Disallow: /*", b"$", b"User-agent: *\n", b"\r\n",
])
FEW = {"pages": 40, "settings": 40}
"""Those whose one run costs most."""


@pytest.mark.parametrize("name", NAMES)
def test_no_input_breaks_a_reader(name: str) -> None:
    """Random bytes among pieces that mean something; each target holds its own promises."""
    fuzz = target(name)

    @settings(max_examples=FEW.get(name, 100), deadline=None, derandomize=True, database=None)
    @given(st.lists(st.one_of(PIECES, st.binary(max_size=30), st.text(max_size=20).map(lambda t: t.encode())), max_size=25))
    def every(parts: list[bytes]) -> None:
        fuzz(b"".join(parts))

    every()


def test_damaged_documents_of_real_feeds_break_nothing() -> None:
    """Twelve of the documents, small ones, cut, flipped and re-encoded in ten ways each; ``make fuzz`` takes them all."""
    paths = [p for p in sorted(shared_path("data/feeds/docs").iterdir()) if p.stat().st_size < 30_000]
    chosen = random.Random(567).sample(paths, 12)
    kinds = [type(feeds.read(mutant)).__name__ for n, path in enumerate(chosen) for _, mutant in mutants(path.read_bytes(), n)]
    assert len(kinds) == 120
    assert kinds.count("ParsedFeed") > 40
