"""Grouping by words alone: quality on real local news, and what it must not do."""

from datetime import timedelta

from benchmarks.grouping_quality import LONG, load, look_alikes, pairwise
from monitor.incidents.grouping import Grouper, group
from monitor.incidents.similarity import signature
from tests.incidents.fakes import article
from tests.shared import shared_path

FLOOR = 0.75
MOULD = ("{0} deputies were called to a house on {1} Lane shortly before midnight, where they found a man aged {2} with a "
         "wound in his left arm. {3} Harlow was flown to the {1} clinic, a sergeant told the newspaper, and should be "
         "home within {4} days. Nobody else was in the house when the deputies arrived, and the inquiry goes on.")


def test_pairwise_f1_on_real_local_news() -> None:
    """One pass in time order over the given half of the gold incidents reaches the floor asked of it."""
    articles, gold = load(shared_path("data/incidents/violent.jsonl.gz"))
    words = [signature(item) for item in articles]
    grouper = Grouper(LONG)
    found = [grouper.add_signature(s, item.published) for s, item in zip(words, articles, strict=True)]
    assert pairwise(found, gold)[2] >= FLOOR
    assert look_alikes(found, gold, words) <= 3  # two of them tell of one event under two gold ids


def test_texts_out_of_one_mould_stay_apart() -> None:
    """Reports that share their sentences but neither names nor numbers are different stories."""
    fills = [("Dorrit", "Elmwood", "37", "Jonas", "12"), ("Hexham", "Quarry", "52", "Abel", "3"),
             ("Lorne", "Bishop", "19", "Peter", "8"), ("Varna", "Cedar", "64", "Silas", "21")]
    items = [article(f"m{n}", n, MOULD.format(*fill)) for n, fill in enumerate(fills)]
    assert len(group(items)) == len(items)


def test_a_copy_under_another_name_joins() -> None:
    """The same text in another outlet is the same story."""
    text = MOULD.format("Dorrit", "Elmwood", "37", "Jonas", "12")
    assert group([article("a", 1, text), article("b", 3, text)]) == (("a", "b"),)


def test_the_window_bounds_what_is_kept() -> None:
    """Articles older than the window are forgotten, with every key that led to them."""
    grouper = Grouper(timedelta(hours=10))
    for number in range(60):
        grouper.add(article(f"a{number}", number, MOULD.format(f"Name{number}", f"Road{number}", number, "Jo", "5")))
    assert len(grouper) <= 11


def test_one_pass_is_repeatable() -> None:
    """The same articles in the same order give the same groups."""
    items = [article(f"m{n}", n, MOULD.format(f"Name{n % 3}", f"Road{n % 3}", str(20 + n % 3), "Jo", "5"))
             for n in range(9)]
    assert group(items) == group(items)
