"""What becomes of entries between the feed and the outbox."""

from dataclasses import replace
from datetime import timedelta

from monitor.model import (
    AlertKind, AlertPolicy, Body, DateQuality, Entry, Failed, FailureKind, HeldReason, NotModified, ParcelKind, RestsOn,
    Status, UnjudgedPolicy, WatchMode,
)
from monitor.pipeline import AT_ONCE, CHANGE_LIMIT
from tests.pipeline.fakes import WATCH, World, config, entry, feed

ASAD = "Rockets hit base [asad rocket]"
TANF = "Drone hits base [tanf drone]"
STORY = ("Several rockets landed inside the perimeter of the western installation shortly before dawn on Monday, officials "
         "said, and a fire broke out near the runway while sirens sounded across the neighbouring villages.")


async def test_an_attack_is_told_once_in_every_channel_of_its_watch() -> None:
    """One send per channel, and the incident is marked as told."""
    world = World(config(watches=(replace(WATCH, channels=("chat", "second")),)))
    polled = await world.poll("wire", entry("a", ASAD))
    assert [parcel.channel for parcel in world.parcels(ParcelKind.SEND)] == ["chat", "second"]
    assert world.incidents[0].alerted
    assert [telling.kind for telling in polled.taken.tellings] == [AlertKind.NEW]


async def test_known_and_unchanged_entries_end_at_recall() -> None:
    """What was dealt with is neither read nor judged again, whatever else the feed brings."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    polled = await world.poll("wire", entry("a", ASAD), entry("b", "Weather"))
    assert (polled.taken.new, polled.taken.changed) == (1, 0)
    assert world.model.asked == [ASAD]
    assert world.read == ["https://news.example/a"]


async def test_the_same_body_ends_before_it_is_parsed() -> None:
    """A server without validators that sends the same bytes counts as unchanged."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    polled = await world.poll("wire", entry("a", ASAD))
    assert polled.outcome == "304"


async def test_validators_are_sent_back_once_the_body_was_dealt_with() -> None:
    """The second request carries the ETag of the first answer."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    await world.poll("wire", entry("a", ASAD))
    assert [request.etag for request in world.requests] == ["", '"1"']


async def test_an_edited_entry_is_judged_again_as_the_same_article() -> None:
    """An item that becomes an attack by an edit alerts then."""
    world = World()
    await world.poll("wire", entry("a", "Smoke seen near base"))
    polled = await world.poll("wire", entry("a", ASAD))
    assert (polled.taken.new, polled.taken.changed) == (0, 1)
    assert len(world.parcels(ParcelKind.SEND)) == 1


async def test_a_page_with_a_clock_in_it_is_looked_at_so_often_and_no_more() -> None:
    """After CHANGE_LIMIT changes of content an article is left alone."""
    world = World()
    for minute in range(CHANGE_LIMIT + 10):
        await world.poll("wire", entry("a", f"Base opens at {minute}"))
    assert len(world.model.asked) == 1 + CHANGE_LIMIT


async def test_the_first_poll_takes_what_is_recent_only() -> None:
    """An entry of two days ago is noted at the first poll, and not judged."""
    world = World()
    await world.poll("wire", entry("old", ASAD, minutes=2 * 24 * 60), entry("new", TANF))
    assert world.reason("old") is HeldReason.TOO_OLD
    assert world.reason("new") is None


async def test_a_late_entry_of_a_known_feed_is_judged_up_to_the_entry_age() -> None:
    """Two days old: judged (and held as stale); four days old: noted only."""
    world = World().seen_before()
    await world.poll("wire", entry("late", ASAD, minutes=2 * 24 * 60), entry("older", TANF, minutes=4 * 24 * 60))
    assert world.model.asked == [ASAD]
    assert (world.reason("late"), world.reason("older")) == (HeldReason.STALE, HeldReason.TOO_OLD)


async def test_entries_without_a_date_or_from_the_future_count_as_seen_now() -> None:
    """The parser dates them with first sight; they alert."""
    world = World()
    await world.poll("wire", entry("a", ASAD, minutes=0, date_quality=DateQuality.MISSING),
                     entry("b", TANF, minutes=0, date_quality=DateQuality.FUTURE))
    assert len(world.parcels(ParcelKind.SEND)) == 2


async def test_the_gate_keeps_its_silence_with_the_reason() -> None:
    """An item without a keyword is stored as such, and its page is not fetched."""
    world = World()
    await world.poll("wire", entry("a", "Cabinet debates budget"))
    assert world.reason("a") is HeldReason.NO_WATCH
    assert world.read == []


async def test_what_the_model_denies_is_held_with_its_probability() -> None:
    """Held as no attack, and the number is kept."""
    world = World()
    await world.poll("wire", entry("a", "Base football league opens"))
    held = world.held("a")
    assert held is not None
    assert (held.reason, held.detail) == (HeldReason.NOT_ATTACK, "probability 0.20")


async def test_the_page_is_read_before_the_judgement() -> None:
    """An attack told only on the page alerts."""
    world = World()
    world.pages["https://news.example/a"] = f"{STORY} [asad rocket]"
    await world.poll("wire", entry("a", "Report from the base"))
    assert not world.incidents[0].members[0].summary_only
    assert len(world.parcels(ParcelKind.SEND)) == 1


async def test_an_alert_says_where_it_rests_on_the_summary_alone() -> None:
    """Where the page gives nothing the summary serves, and the message says so."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    assert world.incidents[0].members[0].summary_only
    stored = world.store.article("https://news.example/a")
    assert stored is not None
    assert stored.article.rests_on is RestsOn.SUMMARY
    assert "summary" in world.parcels(ParcelKind.SEND)[0].message.plain


async def test_two_attacks_of_one_article_are_two_incidents() -> None:
    """An article that tells of two bases makes two messages."""
    world = World()
    await world.poll("wire", entry("a", "Bases under fire", "[asad rocket] base [tanf drone]"))
    assert {incident.facts.base_id for incident in world.incidents} == {"asad", "tanf"}
    assert len(world.parcels(ParcelKind.SEND)) == 2
    decision = world.store.article("https://news.example/a")
    assert decision is not None
    assert len(decision.incidents) == 2


async def test_a_second_outlet_edits_the_message_and_sends_no_other() -> None:
    """The same attack from elsewhere is a source more, told by an edit without a reply."""
    world = World()
    await world.poll("wire", entry("a", ASAD, STORY))
    polled = await world.poll("daily", entry("b", "Base in Iraq comes under rocket fire [asad rocket]"))
    assert [t.kind for t in polled.taken.tellings] == [AlertKind.UPDATE]
    assert world.incidents[0].outlets == ("Wire", "Daily")
    assert [p.kind for p in world.parcels()] == [ParcelKind.SEND, ParcelKind.EDIT]


async def test_a_copy_joins_as_an_outlet_of_the_same_origin() -> None:
    """A syndicated text adds an outlet and no origin."""
    world = World()
    await world.poll("wire", entry("a", ASAD, STORY))
    await world.poll("daily", entry("b", ASAD, STORY))
    assert (len(world.incidents[0].outlets), len(world.incidents[0].origins)) == (2, 1)
    assert len(world.parcels(ParcelKind.SEND)) == 1


async def test_deaths_edit_the_message_and_call_by_a_reply() -> None:
    """A material change is told by a short reply beside the edit."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    await world.poll("wire", entry("a", "Rockets hit base, one dead [asad rocket killed=1]"))
    assert [p.kind for p in world.parcels()] == [ParcelKind.SEND, ParcelKind.EDIT, ParcelKind.REPLY]
    assert world.incidents[0].facts.killed == 1


async def test_an_article_that_takes_its_attack_back_corrects_the_message() -> None:
    """After the edit the incident is withdrawn, and the message and a reply say so."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    polled = await world.poll("wire", entry("a", "Base noise was a drill"))
    assert [t.kind for t in polled.taken.tellings] == [AlertKind.CORRECTION]
    assert world.incidents[0].status is Status.WITHDRAWN
    assert [p.kind for p in world.parcels()] == [ParcelKind.SEND, ParcelKind.EDIT, ParcelKind.REPLY]


async def test_one_account_withdrawn_of_two_leaves_the_incident_standing() -> None:
    """The other source still tells of it."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    await world.poll("daily", entry("b", "Base in Iraq comes under rocket fire [asad rocket]"))
    await world.poll("wire", entry("a", "Noise at base was a drill"))
    assert world.incidents[0].status is not Status.WITHDRAWN
    assert world.incidents[0].outlets == ("Daily",)


async def test_a_reaction_is_linked_and_calls_nobody() -> None:
    """A condemnation joins as a link, without a second message."""
    world = World()
    await world.poll("wire", entry("a", ASAD, STORY))
    await world.poll("daily", entry("b", "Ministers condemn rockets on base in Iraq at Ain al-Asad", STORY))
    assert len(world.parcels(ParcelKind.SEND)) == 1
    assert world.reason("b") is HeldReason.FOLLOW_UP


async def test_recalled_attacks_are_held_as_background() -> None:
    """An attack only recalled opens an incident without a message, and the reason is stored."""
    world = World()
    await world.poll("wire", entry("a", "Base remembers [asad rocket background]"))
    assert world.reason("a") is HeldReason.BACKGROUND
    assert world.parcels() == []


async def test_attacks_of_long_ago_are_held_as_stale() -> None:
    """A fresh article on an attack of last week makes no alert."""
    world = World()
    await world.poll("wire", entry("a", "Base hit last week [asad rocket days=7]"))
    assert world.reason("a") is HeldReason.STALE
    assert world.parcels() == []


async def test_a_source_that_floods_is_held() -> None:
    """After so many incidents of its own within a day a source opens no more messages; another source does."""
    world = World(config(alerts=AlertPolicy(incidents_per_source_per_day=2)))
    await world.poll("wire", entry("a", ASAD), entry("b", TANF, minutes=20),
                     entry("c", "Base shelled [erbil mortar]", minutes=10))
    assert world.reason("c") is HeldReason.RATE_LIMITED
    await world.poll("daily", entry("d", "Blast at base [green bomb]"))
    assert world.reason("d") is None


async def test_a_watch_of_keywords_only_asks_no_model() -> None:
    """Its hit alerts without a mark, and the incident holds what little is known."""
    world = World(config(watches=(replace(WATCH, mode=WatchMode.KEYWORDS_ONLY),)))
    await world.poll("wire", entry("a", "Base gate closed"))
    assert len(world.parcels(ParcelKind.SEND)) == 1


async def test_an_exclusion_wins_over_model_and_keywords() -> None:
    """A watch with an exclusion in the text stays silent, and names it."""
    world = World(config(watches=(replace(WATCH, exclude=("drill",), mode=WatchMode.KEYWORDS_ONLY),)))
    await world.poll("wire", entry("a", f"{ASAD} in a drill"))
    held = world.held("a")
    assert held is not None
    assert (held.reason, held.detail) == (HeldReason.EXCLUDED, "drill")


async def test_a_language_the_model_does_not_know_waits_for_the_digest() -> None:
    """By default it is held with that reason; a watch that asks for alerts gets one."""
    foreign = entry("a", f"Angriff auf base {ASAD}", language="de")
    quiet = World()
    await quiet.poll("wire", foreign)
    assert quiet.reason("a") is HeldReason.LANGUAGE
    loud = World(config(watches=(replace(WATCH, unjudged=UnjudgedPolicy.ALERT),)))
    await loud.poll("wire", foreign)
    assert len(loud.parcels(ParcelKind.SEND)) == 1


async def test_a_watch_can_wait_for_a_second_origin() -> None:
    """With min_origins 2 the first account is held and the second, independent one is told as new."""
    world = World(config(watches=(replace(WATCH, min_origins=2),)))
    await world.poll("wire", entry("a", ASAD, STORY))
    assert world.reason("a") is HeldReason.FEW_ORIGINS
    await world.poll("daily", entry("b", "Base in Iraq comes under rocket fire [asad rocket]"))
    assert [p.about for p in world.parcels(ParcelKind.SEND)] == [AlertKind.NEW]


async def test_a_copy_is_no_second_origin() -> None:
    """Two outlets with one text do not satisfy min_origins 2."""
    world = World(config(watches=(replace(WATCH, min_origins=2),)))
    await world.poll("wire", entry("a", ASAD, STORY))
    await world.poll("daily", entry("b", ASAD, STORY))
    assert world.parcels() == []


async def test_two_feeds_that_carry_one_address_make_one_article() -> None:
    """The second feed of an outlet brings nothing new."""
    world = World(config(feeds=(feed("wire"), feed("daily"))))
    await world.poll("wire", entry("a", ASAD))
    polled = await world.poll("daily", entry("a", ASAD, url="https://news.example/a?utm_source=rss"))
    assert polled.taken.new == 0


async def test_of_two_versions_in_one_batch_the_later_stands() -> None:
    """In whatever order a document lists them."""
    early, late = entry("a", "Base quiet", minutes=40), entry("a", ASAD, minutes=5)
    for document in ((early, late), (late, early)):
        world = World()
        await world.poll("wire", *document)
        assert len(world.parcels(ParcelKind.SEND)) == 1


async def test_a_failed_poll_is_a_value_and_costs_no_state() -> None:
    """The feed's validators stay, its failure is counted, nothing is raised."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    source = world.config.feeds[0]
    world.answers[source.url] = Failed(url=source.url, kind=FailureKind.SERVER, detail="answers 500", status=500)
    polled = await world.poll("wire", entry("a", ASAD))
    assert (polled.failed, polled.outcome) == (True, "answers 500")
    assert polled.state is not None
    assert (polled.state.failures, polled.state.etag) == (1, '"1"')


async def test_a_body_that_is_no_feed_is_a_failure_and_keeps_no_validators() -> None:
    """An error page answered with 200 is asked for again in full."""
    world = World()
    source = world.config.feeds[0]
    world.answers[source.url] = Body(url="https://elsewhere.example/", content=b"<html>", etag='"x"')
    polled = await world.poll("wire")
    assert polled.failed
    assert polled.state is not None
    assert polled.state.etag == ""


async def test_a_304_counts_as_success() -> None:
    """An unchanged feed is healthy."""
    world = World()
    source = world.config.feeds[0]
    world.answers[source.url] = NotModified(url=source.url)
    polled = await world.poll("wire")
    assert polled.state is not None
    assert (polled.outcome, polled.state.failures, polled.state.last_success) == ("304", 0, world.now)


async def test_the_state_of_a_feed_is_stored_last() -> None:
    """A poll whose decisions could not be recorded leaves no validators, so the body comes again."""
    world = World()

    def full(plan: object) -> None:
        raise OSError("disk full")

    broken = replace(world.edges, store=_Store(world, full))
    world.edges = broken
    failed = False
    try:
        await world.poll("wire", entry("a", ASAD), entry("b", "Cabinet debates budget"))
    except OSError:
        failed = True
    assert failed
    assert world.store.feed_states() == ()


class _Store:
    """The real store with another commit."""

    def __init__(self, world: World, commit: object) -> None:
        self.known, self.placing, self.commit = world.store.known, world.store.placing, commit


async def test_the_window_closes() -> None:
    """An account of the same base after the window opens an incident of its own."""
    world = World().seen_before()
    await world.poll("wire", entry("a", ASAD))
    world.now += timedelta(days=10)
    later: Entry = entry("b", "Rockets again at base [asad rocket]", minutes=-10 * 24 * 60)
    await world.poll("daily", later)
    assert len(world.incidents) == 2


async def test_an_article_edited_after_the_window_is_placed_among_its_own_incidents() -> None:
    """Five days later an outlet takes back its edit and so tells the attack again: nothing is told anew, nothing of its feed is lost."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    await world.poll("wire", entry("a", "Base quiet, says minister"))
    world.now += timedelta(days=5)
    after = await world.poll("wire", entry("a", ASAD), entry("b", TANF, minutes=-5 * 24 * 60))
    assert not after.failed
    assert world.reason("b") is None
    sends = [parcel.thread for parcel in world.parcels(ParcelKind.SEND)]
    assert len(sends) == len(set(sends)) == 2


async def test_an_edit_without_a_time_of_its_own_is_no_new_attack() -> None:
    """Ten days later the feed loses the date of its story, and with it some words: the incident is the same, nothing is told anew."""
    world = World().seen_before()
    await world.poll("wire", entry("a", ASAD))
    world.now += timedelta(days=10)
    await world.poll("wire", entry("a", f"{ASAD} again", published=world.now, seen_at=world.now, date_quality=DateQuality.MISSING))
    assert len(world.parcels(ParcelKind.SEND)) == len(world.incidents) == 1
    assert world.incidents[0].members[-1].published == entry("a", ASAD).published


async def test_what_the_end_of_a_cut_document_tore_off_is_no_edit() -> None:
    """Nothing is withdrawn because half of the words are missing; a new entry there is taken all the same."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    world.whole = False
    torn = await world.poll("wire", entry("b", TANF), entry("a", "Rockets hit"))
    assert (torn.taken.new, torn.taken.changed) == (1, 0)
    last = await world.poll("wire", entry("b", TANF), entry("c", "Drone seen at base [erbil drone]"))
    assert (last.taken.new, len(world.incidents)) == (1, 3)
    assert not any(member.withdrawn for incident in world.incidents for member in incident.members)


async def test_a_feed_that_floods_is_worked_off_poll_by_poll_the_newest_first() -> None:
    """What was left comes again at the next poll, whatever the server says of changes; in the end everything was judged once."""
    world = World().seen_before()
    flood = [entry(f"n{n}", f"Base news {n}", minutes=600 - n) for n in range(2 * AT_ONCE + 50)]
    alarm = entry("real", ASAD, minutes=1)
    polls = [await world.poll("wire", *flood, alarm) for _ in range(4)]
    assert [polled.taken.left for polled in polls] == [AT_ONCE + 51, 51, 0, 0]
    assert [polled.taken.new for polled in polls] == [AT_ONCE, AT_ONCE, 51, 0]
    assert len(polls[0].taken.tellings) == 1
    assert len(world.model.asked) == 2 * AT_ONCE + 51
    assert polls[0].state is not None
    assert (polls[0].state.etag, polls[0].state.body_hash) == ("", "")
    assert polls[3].outcome == "304"
