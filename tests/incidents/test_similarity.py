"""Copies are found though edited, cut or wrapped; look-alikes are none; origins follow from the texts."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.incidents.credits import agency_of, author_of, credit_of, is_republished, outlet_of, voice_of
from monitor.incidents.members import member_of
from monitor.incidents.origins import with_origins
from monitor.incidents.shingles import PERMUTATIONS, containment, jaccard, minhash, shingles
from monitor.incidents.similarity import is_copy, likeness, signature
from monitor.incidents.words import names, numbers, tokens
from monitor.model import Attribution, Member, Report, Signature
from tests.incidents.fakes import article

STORY = (
    "Baghdad (AFP) - Five rockets were fired at the Harun air base in western Iraq late on Sunday, a coalition official "
    "said, wounding two soldiers of the Ostmark contingent. The projectiles came down close to the fuel depot and set a "
    "lorry on fire, he told reporters. Colonel Idris Halloway said that the launcher was found in an orchard near Rutla, "
    "14 kilometres to the south. It was the third time this month that Harun came under fire. No group has claimed it. "
    "The governor of the province, Samir Dahhan, called for calm and sent two companies of police to the orchards. "
    "Residents of Rutla told the agency that they had heard seven explosions shortly after the evening prayer.\n"
)
RETOLD = (
    "Two Ostmark soldiers were hurt when Harun air base was shelled on Sunday night. According to Colonel Idris Halloway "
    "of the coalition, five projectiles hit near a fuel store; the launcher turned up in an orchard by Rutla."
)
OTHER = (
    "The central bank of Norland raised its rate by a quarter point on Tuesday, its governor Petra Lindahl said, citing "
    "rents and wages. Analysts had expected the step, which is the ninth in a row, and markets hardly moved."
)


def words(text: str, title: str = "") -> Signature:
    """The signature of a text."""
    return signature(article("x", text=text, title=title))


def member(key: str, hours: float, text: str, byline: str = "") -> Member:
    """A member with that text."""
    return member_of(replace(article(key, hours, text), byline=byline), None)


def test_the_same_text_under_another_title_is_a_copy() -> None:
    """Title and outlet play no part in being a copy."""
    assert is_copy(words(STORY, "One"), words(STORY, "Quite another headline"))


def test_a_copy_cut_short_is_a_copy() -> None:
    """The first half of a text is a copy of the whole."""
    assert is_copy(words(STORY), words(STORY[: len(STORY) // 2]))


def test_a_copy_wrapped_in_boilerplate_is_a_copy() -> None:
    """Furniture before and behind does not hide the text within."""
    wrapped = f"Sign up for our newsletter and never miss a story.\n{STORY}\nRead more about the region on our pages. " \
              "Follow the newsroom on every network. All rights reserved by the publisher of this paper."
    assert is_copy(words(STORY), words(wrapped))


def test_an_edited_copy_is_a_copy() -> None:
    """Sentences reworded here and there leave it a copy."""
    edited = STORY.replace("late on Sunday", "on Sunday evening").replace("came down close to", "landed near").replace(
        "Residents of Rutla told the agency", "People in Rutla said").replace("called for calm and", "urged calm and")
    assert is_copy(words(STORY), words(edited))


def test_a_retelling_is_no_copy_but_alike() -> None:
    """The same event in other words is no copy, and far more alike than another subject."""
    assert not is_copy(words(STORY), words(RETOLD))
    assert likeness(words(STORY), words(RETOLD)) > 0.2 > 0.1 > likeness(words(STORY), words(OTHER))


def test_the_same_sentences_about_another_place_are_no_copy() -> None:
    """One mould filled with other names and numbers is another story."""
    filled = STORY
    for old, new in (("Harun", "Tavira"), ("Five", "Nine"), ("Ostmark", "Vesland"), ("Idris Halloway", "Marek Storr"),
                     ("Rutla", "Ebrin"), ("14", "37"), ("Samir Dahhan", "Jalal Orhan"), ("Baghdad", "Damascus"),
                     ("Iraq", "Syria"), ("two soldiers", "eleven soldiers"), ("seven", "sixteen"), ("third", "first")):
        filled = filled.replace(old, new)
    assert not is_copy(words(STORY), words(filled))


def test_texts_without_words_are_neither_copies_nor_alike() -> None:
    """Nothing is not a copy of nothing."""
    empty = signature(article("x", text="", title="-"))
    assert not is_copy(empty, empty)
    assert likeness(empty, words(STORY)) == 0.0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_is_symmetric_and_within_bounds(a: str, b: str) -> None:
    """Any two texts are as like as the other way round, between 0 and 1; a text is a copy the same both ways."""
    one, two = words(a), words(b)
    assert abs(likeness(one, two) - likeness(two, one)) < 1e-9
    assert 0.0 <= likeness(one, two) <= 1.0 + 1e-9
    assert is_copy(one, two) == is_copy(two, one)


@settings(max_examples=40, deadline=None)
@given(st.integers(20, 200), st.integers(0, 200), st.integers(0, 200))
def test_the_estimate_keeps_its_error(both: int, left: int, right: int) -> None:
    """The estimated share is within five standard errors of the true one."""
    shared = set(range(1, both + 1))
    a = shared | {10_000 + n for n in range(left)}
    b = shared | {20_000 + n for n in range(right)}
    true = both / (both + left + right)
    error = 5 * (true * (1 - true) / PERMUTATIONS) ** 0.5
    assert abs(jaccard(minhash(a), minhash(b)) - true) <= error + 0.01


def test_a_stored_signature_means_the_same_tomorrow() -> None:
    """The scheme is fixed: this text has these first bytes, on every machine and release."""
    assert minhash(shingles(tokens(STORY)))[:8].hex() == "b8bb39023d87ad03"


def test_containment_of_a_part_is_one() -> None:
    """A third of a text lies wholly within it."""
    assert containment(1 / 3, 100, 300) == 1.0


def test_names_come_from_capitals_inside_sentences() -> None:
    """The first word of a sentence is no name by itself; two capitals side by side are one."""
    found = names("Rockets hit Harun on Sunday. Colonel Marek Storr spoke.")
    assert "harun" in found and "marek storr" in found and "rocket" not in found


def test_numbers_in_words_are_numbers() -> None:
    """Words and digits come to the same; years do not count."""
    assert numbers(tokens("Five rockets, 12 drones in 2022 and 1 tent")) == {"5", "12"}


def test_agencies_are_read_from_byline_and_dateline() -> None:
    """A credit in the byline, the dateline or the last line names the agency."""
    assert agency_of("By Jane Roe, Associated Press") == "AP"
    assert credit_of(article("a", text=STORY)) == "AFP"
    assert credit_of(article("a", text="Something happened.\nReuters")) == "Reuters"
    assert agency_of("Staff writer") == ""


def test_copies_have_the_origin_of_the_first_text_whatever_came_first() -> None:
    """Origins follow publication, not arrival."""
    copies = [member("late", 9, STORY), member("first", 5, STORY), member("own", 7, RETOLD)]
    assert {m.article: m.origin for m in with_origins(copies)} == {"first": "first", "late": "first", "own": "own"}
    assert with_origins(copies) == with_origins(copies[::-1])


def test_the_texts_of_one_agency_are_one_origin() -> None:
    """Whatever their wording; those of two agencies are two."""
    first, later = member("a", 5, STORY, "AFP"), member("b", 7, RETOLD, "Agence France-Presse")
    assert {m.origin for m in with_origins([first, later])} == {"a"}
    assert {m.origin for m in with_origins([first, replace(later, byline="Reuters")])} == {"a", "b"}


def test_an_agency_speaks_by_credit_by_its_own_site_or_as_the_only_one_cited() -> None:
    """What cites others beside it is the outlet's own text."""
    plain = member("a", 5, OTHER)
    cited = replace(plain, report=Report(attribution=(Attribution(field="place", who=("Reuters",)), Attribution(field="killed", who=("Reuters",)))))
    assert voice_of(replace(plain, outlet="apnews.com")) == "AP"
    assert voice_of(cited) == "Reuters"
    assert voice_of(replace(cited, report=Report(attribution=(Attribution(field="place", who=("Reuters", "Colonel Storr")),)))) == ""
    assert voice_of(plain) == ""


def test_what_cites_an_agency_has_its_origin() -> None:
    """The agency's own text and one that retells it in other words."""
    own = replace(member("a", 5, STORY.replace("AFP", "Hit")), outlet="reuters.com")
    retold = replace(member("b", 7, RETOLD), report=Report(attribution=(Attribution(field="place", who=("Reuters",)),)))
    assert {m.origin for m in with_origins([own, retold])} == {"a"}


def test_a_site_that_shows_the_texts_of_others_is_no_origin_beside_them() -> None:
    """Though it told first and its text is not known; alone it is one."""
    shown = replace(member("a", 5, STORY), outlet="msn.com")
    own, other = replace(member("b", 7, RETOLD), outlet="times.example"), replace(member("c", 8, OTHER), outlet="post.example")
    assert {m.article: m.origin for m in with_origins([shown, own, other])} == {"a": "b", "b": "b", "c": "c"}
    assert {m.origin for m in with_origins([shown])} == {"a"}


def test_such_sites_are_known_by_name_and_by_host() -> None:
    """Any top-level domain; names that only begin alike are others."""
    plain = member("a", 5, STORY)
    assert all(is_republished(replace(plain, outlet=o)) for o in ("MSN", "news.yahoo.com", "Yahoo News", "www.msn.com", "aol.co.uk"))
    assert not any(is_republished(replace(plain, outlet=o)) for o in ("xmsn.com", "Msnet", "yahoos.example", "Aolian Times", ""))



def test_the_agency_whose_report_the_head_retells_is_credited() -> None:
    """In title, summary or the first lines; not further down, not several, not where the word means something else."""
    for told in ("Rockets hit Harun air base, Reuters reported.", "Two hurt at Harun, according to Reuters", "Storr told Reuters of a fire.",
                 "Citing Reuters, the paper wrote of rockets.", "Reuters news agency said that rockets hit."):
        assert credit_of(article("a", text=f"{told} {OTHER}")) == "Reuters", told
        assert credit_of(article("a", title=told, text=OTHER, byline="Jane Roe")) == "Jane Roe, Reuters"
    assert credit_of(article("a", text=f"{OTHER} {OTHER} Reuters reported.  {OTHER}")) == ""
    for silent in ("Reuters reported rockets, AFP said two.", "According to Reuters' owner", "The ap said rockets", "Sheriff Bloomberg said so."):
        assert credit_of(article("a", text=f"{silent} {OTHER}")) == "", silent


def test_texts_of_one_author_are_one_origin_and_nobody_is_no_author() -> None:
    """A syndicated reporter under two names; "Staff writer" stands in every outlet."""
    first, later = member("a", 5, STORY.replace("AFP", "Hit"), "By Jane Roe"), member("b", 7, OTHER, "Jane Roe")
    assert {m.origin for m in with_origins([first, later])} == {"a"}
    for nobody in ("Staff writer", "By News Desk", "Reporter", ""):
        assert {m.origin for m in with_origins([replace(first, byline=nobody), replace(later, byline=nobody)])} == {"a", "b"}
    assert author_of("By Jane Roe") == "jane roe" and author_of("Staff and agencies") == ""


def test_what_credits_an_outlet_has_its_origin_whichever_came_first() -> None:
    """The source of an RSS entry names whose story it is; hosts and names of one outlet are one."""
    own = replace(member("own", 7, STORY.replace("AFP", "Hit")), outlet="www.dailyroe.com")
    for hours in (5, 9):
        shown = replace(member("shown", hours, OTHER, "Dailyroe"), outlet="Collected News")
        assert len({m.origin for m in with_origins([own, shown])}) == 1
    assert outlet_of("www.dailyroe.com") == outlet_of("Dailyroe") == "dailyroe" and outlet_of("") == ""


def test_a_site_of_others_texts_counts_with_the_outlet_that_it_credits() -> None:
    """Though the words of another account are more like its own."""
    shown = replace(member("a", 5, OTHER[:40], "Daily Roe"), outlet="msn.com")
    own, other = replace(member("b", 7, RETOLD), outlet="Daily Roe"), replace(member("c", 8, OTHER), outlet="post.example")
    assert {m.article: m.origin for m in with_origins([shown, own, other])} == {"a": "b", "b": "b", "c": "c"}
