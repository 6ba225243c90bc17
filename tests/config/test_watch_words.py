"""The lists of words of a watch, edited in the text: what stays keeps its place and comment, what else stands there stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import read_config
from monitor.config.watch_words import LISTS, arranged, shared_with, with_watch_words
from monitor.errors import InputError

TEXT = """\
feeds:
  - {name: North, url: "https://north.example/rss"}
# what follows is about watches
watches:
  - name: bases
    keywords: &places
      - Iraq   # the country
      # towns
      - Erbil
      - "Deir: ez-Zor"
    exclude: [football, chess]  # games
  - name: others
    keywords: *places
    together_with:
    - rocket*
    - base
channels:
  - {name: console, kind: console}"""
WORDS = st.lists(st.sampled_from(["Iraq", "Erbil", "Deir: ez-Zor", "no", "Ain al-Asad", "عين الأسد", "- dash", "a # b", "*star", "&x y",
                                  "it's \"so\"", "football", "rocket*"]), max_size=6, unique=True)


def test_a_word_goes_and_one_comes_and_comments_stay() -> None:
    """Only the lines of those words change."""
    edited = with_watch_words(TEXT, "c", "bases", {"keywords": ["Iraq", "Deir: ez-Zor", "Balad"]})
    assert edited == TEXT.replace("      - Erbil\n", "").replace('Zor"\n', 'Zor"\n      - Balad\n')


def test_a_list_in_brackets_is_written_anew_and_what_stands_behind_it_stays() -> None:
    """Its comment too."""
    edited = with_watch_words(TEXT, "c", "bases", {"exclude": ["chess", "golf"]})
    assert edited == TEXT.replace("[football, chess]", "[chess, golf]")


def test_a_shared_list_changes_for_every_watch_that_names_it() -> None:
    """It is known which."""
    assert shared_with(TEXT, "c") == {("bases", "keywords"): ("others",), ("others", "keywords"): ("bases",)}
    edited = read_config(with_watch_words(TEXT, "c", "others", {"keywords": ["Iraq", "Balad"]}))
    assert [watch.keywords for watch in edited.watches] == [("Iraq", "Balad")] * 2


@pytest.mark.parametrize("watch", ["nobody", "flow"])
def test_what_cannot_be_edited_is_refused(watch: str) -> None:
    """With a sentence."""
    text = TEXT.replace("channels:", "  - {name: flow, mode: model only}\nchannels:")
    with pytest.raises(InputError, match="no watch|braces"):
        with_watch_words(text, "c", watch, {"exclude": ["x"]})


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["bases", "others"]), st.fixed_dictionaries(dict.fromkeys(LISTS, WORDS)), st.sampled_from(["\n", "\r\n"]))
def test_any_edit_means_what_was_asked_or_is_refused(watch: str, words: dict[str, list[str]], ending: str) -> None:
    """And no other part of the file changes its meaning, whatever the words and line endings are."""
    text = TEXT.replace("\n", ending)
    before = read_config(text)
    try:
        edited = with_watch_words(text, "c", watch, words)
    except InputError:
        assert not words["keywords"]
        return
    after = read_config(edited)
    old, new = (next(w for w in config.watches if w.name == watch) for config in (before, after))
    assert all(getattr(new, name) == arranged(getattr(old, name), words[name]) for name in LISTS)
    assert (after.feeds, after.channels) == (before.feeds, before.channels)
    assert "# what follows is about watches" in edited
    assert edited.count("\r\n") == (edited.count("\n") if ending == "\r\n" else 0)
