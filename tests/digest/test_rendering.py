"""The digest in its forms: it fits, it is valid, foreign text stays text."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alert.callbacks import Press, Pressed, pressed_of
from monitor.alert.text import MESSAGE_UNITS, shown_length
from monitor.digest.rendering import as_html, as_json, as_markdown, as_message, as_text
from monitor.model import FeedTrouble, HeldCount, HeldReason, NearMiss
from monitor.model.digests import Digest, Unseen
from tests.alert.botapi import entities_problem
from tests.alert.makers import facts, incident, member
from tests.alert.test_rendering import foreign, incidents
from tests.digest.makers import MADE, START, digest

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(2)) `a` | # * &lt;"
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Strict(HTMLParser):
    """Refuses what is not balanced; collects attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[tuple[str, str, str]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count it open."""
        self.found += [(tag, name, value or "") for name, value in attrs] or [(tag, "", "")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It must be the last one opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.texts.append(data)


def parsed(page: str) -> Strict:
    """A page read strictly."""
    parser = Strict()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def hostile() -> Digest:
    """A day in which every foreign word is an attack on the reader."""
    bad = incident(alerted=True, facts=facts(place=HOSTILE, country=""), members=(
        member("a", outlet=HOSTILE, title=HOSTILE, url="javascript:alert(3)"),
        member("b", outlet="Gulf", url='https://g.example/?"><script>'), member("c", outlet="Ok", url="https://ok.example/)(>")))
    near = NearMiss(article="n", url="data:text/html,x", outlet=HOSTILE, title=HOSTILE, probability=0.2, reason=HeldReason.NOT_ATTACK)
    return digest(bad, near_misses=(near,), unseen=Unseen(feeds=(FeedTrouble(feed=HOSTILE, language="", what=HOSTILE),)))


many = st.lists(incidents(), max_size=30).map(tuple)


@settings(max_examples=40, deadline=None)
@given(st.lists(incidents(), max_size=8), st.integers(1, 20), foreign, st.lists(st.sampled_from(HeldReason), unique=True))
def test_the_message_always_fits(found: list[object], times: int, words: str, reasons: list[HeldReason]) -> None:
    """Whatever the day was; what is left out is counted."""
    from dataclasses import replace

    rows = [replace(one, id=f"{i}-{k}", alerted=True) for k, one in enumerate(found) for i in range(times)]  # type: ignore[type-var]
    made = as_message(digest(*rows, held=tuple(HeldCount(reason=r, count=10**6) for r in reasons),  # type: ignore[arg-type]
                             unseen=Unseen(feeds=tuple(FeedTrouble(feed=words, language="", what=words) for _ in range(9)))))
    assert shown_length(made.html) <= MESSAGE_UNITS
    assert entities_problem(made.html) == ""


def test_a_crowded_day_counts_what_it_leaves_out_and_says_where_it_stands() -> None:
    """The command to read on with is named."""
    made = as_message(digest(*(incident(id=f"i{n}", alerted=True) for n in range(60))))
    assert shown_length(made.html) > 3_000
    assert re.search(r"and \d+ more: monitor digest --date 2026-03-01", made.html)


def test_one_endless_address_does_not_hide_the_day() -> None:
    """It is left out, not the rows behind it."""
    first = incident(id="a", alerted=True, facts=facts(killed=5), members=(member(url="https://a.example/" + "x" * 9_000),))
    made = as_message(digest(first, incident(id="b", alerted=True)))
    assert made.html.count("Rocket attack") == 2


def test_a_quiet_day_says_so() -> None:
    """And what was seen."""
    text = as_text(digest())
    assert text.startswith("No attacks reported · Sunday 1 March 2026 (usual: 1 a day)")
    assert "480 new entries seen. Held back: no watch matched (400), older than the alert age limit (3)." in text
    assert "Not seen: South: failed 7 times in a row: 500" in text
    assert "0.31 East Post: Blast heard near a camp" in text


def test_the_page_is_valid_self_contained_and_keeps_foreign_text_text() -> None:
    """No script, no address but http(s), nothing loaded from anywhere."""
    page = parsed(as_html(hostile(), MADE))
    assert {tag for tag, _, _ in page.found}.isdisjoint({"script", "img", "link", "iframe", "form"})
    assert all(value.startswith(("https://", "http://")) for _, name, value in page.found if name in {"href", "src"})
    assert any(HOSTILE in text for text in page.texts)
    assert all(not name.startswith("on") for _, name, _ in page.found)


@settings(max_examples=40, deadline=None)
@given(many)
def test_the_page_is_balanced_whatever_was_found(found: tuple[object, ...]) -> None:
    """Strictly parsed."""
    parsed(as_html(digest(*found), MADE))  # type: ignore[arg-type]


def test_markdown_keeps_foreign_text_text() -> None:
    """Every mark is escaped, odd addresses are not linked."""
    made = as_markdown(hostile())
    assert re.findall(r"(?<!\\)\]\(<([a-z]+):", made) == ["https", "https"]
    assert not re.search(r"(?<!\\)<script", made)
    assert not re.search(r"(?<!\\)`a", made)


def test_json_keeps_its_keys() -> None:
    """Programs rely on them."""
    made = orjson.loads(as_json(digest(incident(alerted=True))))
    assert set(made) == {"day", "timezone", "start", "end", "usual", "entries", "incidents", "updated", "held", "near_misses", "unjudged",
                         "feeds_failed", "kind", "last_day", "as_of", "periods_watched", "follow_ups", "unseen", "precision",
                         "known_since"}
    assert set(made["incidents"][0]) == {"incident", "alerted", "status", "revision", "place", "country", "weapon", "start", "end",
                                         "killed", "wounded", "outlets", "origins", "urls"}
    assert (made["day"], made["held"]) == ("2026-03-01", {"no_watch": 400, "stale": 3})


def test_many_reactions_to_one_attack_are_one_line_of_the_message() -> None:
    """The first is told and the others are counted; the page lists every one."""
    links = tuple(member(f"r{n}", outlet=f"Outlet {n}", title=f"Strikes after the attack {n}", url=f"https://r.example/{n}",
                         link_only=True, seen_at=START) for n in range(9))
    one = incident(alerted=True)
    made = digest(replace(one, members=(*one.members, *links)))
    assert as_message(made).html.count("↪") == 1
    assert "Strikes after the attack 0</a> and 8 more reactions" in as_message(made).html
    assert all(f"Strikes after the attack {n}<" in as_html(made, MADE) for n in range(9))


def test_near_misses_carry_the_buttons_that_the_bot_answers() -> None:
    """A row each: should have alerted, rightly silent."""
    rows = as_message(digest(incident(alerted=True))).buttons
    assert [[pressed_of(button.data) for button in row] for row in rows] == [
        [Pressed(press=Press.MISSED, about="n1"), Pressed(press=Press.RIGHTLY_SILENT, about="n1")]]
