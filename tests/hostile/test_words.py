"""Keywords and titles made to harm: words stay words, however they look, and cost what their length costs."""

import time

import pytest

from monitor.collect.plain import one_line
from monitor.judge.keywords import WatchMatcher
from monitor.model import Watch
from tests.hostile.documents import TRICKS

BOMBS = ("(a+)+$", "(.*)*b", "a?" * 30 + "a" * 30, "^(a|aa)+$", "(?:a{1,50}){1,50}!", "[[[[", "\\", "(?P<x>a)(?P=x)")


def matches(title: str, *keywords: str) -> bool:
    """Whether a watch of these keywords hits the title."""
    return bool(WatchMatcher((Watch(name="w", keywords=keywords, channels=("c",)),)).match(title, ""))


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_keyword_is_no_pattern(bomb: str) -> None:
    """Signs of regular expressions mean themselves or nothing; a long title is read in no time."""
    began = time.process_time()
    for text in ("a" * 100_000, "a" * 100_000 + "!", bomb * 2_000):
        matches(text, bomb)
    assert not matches("a" * 60, bomb)
    assert time.process_time() - began < 2.0


@pytest.mark.parametrize("tail", ["*", "**", " *", "* *"])
def test_a_star_is_found_in_a_long_title_in_no_time(tail: str) -> None:
    """The one sign that means something."""
    began = time.process_time()
    matches("rocket" * 50_000, f"rocket{tail}")
    assert time.process_time() - began < 2.0


def test_hidden_characters_hide_no_keyword() -> None:
    """A word cut by zero-width and direction characters is found, in a feed's title as it is read."""
    assert matches(one_line(f"Roc{TRICKS}kets hit the ba{TRICKS}se"), "rockets")
    assert matches(one_line("ROCK&#8203;ETS hit the base"), "rockets")
    assert one_line("gpj.exe\u202eevil") == "gpj.exeevil"


def test_letters_of_another_script_are_other_letters() -> None:
    """A title in look-alike letters does not hit, and does not pass for the word either: it is shown as it came."""
    lookalike = "R\u043e\u0441kets hit the base"
    assert not matches(lookalike, "rockets")
    assert one_line(lookalike) == lookalike
