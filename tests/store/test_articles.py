"""Articles and decisions."""

from dataclasses import replace

from monitor.model import Article, DateQuality, FeedState, HeldReason, Label, Plan, RestsOn, Verdict, WatchHit
from monitor.store import Store
from tests.store.makers import DAY, HOUR, MINUTE, NOW, article, decision, incident, judged, member


def test_a_decision_comes_back_as_it_was_recorded(store: Store) -> None:
    """Article, verdict, silence and incidents of a decision are all kept."""
    verdict = Verdict(
        article="a1", label=Label.ATTACK, probability=0.75, alert=True, channels=("chat",), reasons=("rocket +2.1",),
        watches=(WatchHit(watch="bases", words=("Camp North",)),), model="m1",
    )
    full = replace(decision(reason=HeldReason.STALE), verdict=verdict, incidents=("i1", "i2"), article=article(
        date_quality=DateQuality.DAY, rests_on=RestsOn.PAGE, language="ar", byline="Agency", title="قاعدة"))
    store.commit(Plan(decisions=(full, decision("a2", reason=None))))
    assert store.article("a1") == full
    assert store.article("https://north.example/a2") == decision("a2", reason=None)
    assert store.article("a3") is None


def test_known_tells_what_is_remembered_and_leaves_out_the_rest(store: Store) -> None:
    """Of many keys asked at once only those met before come back."""
    store.commit(Plan(decisions=tuple(decision(f"a{number}") for number in range(1200))))
    known = store.known([f"a{number}" for number in range(600, 1800)])
    assert set(known) == {f"a{number}" for number in range(600, 1200)}
    assert (known["a700"].content_hash, known["a700"].changes, known["a700"].seen_at) == ("hash a700", 0, NOW)
    assert store.known([]) == {}


def test_a_changed_content_is_counted_and_first_sight_stays(store: Store) -> None:
    """The same content again counts nothing; another one counts once; the time of first sight is kept."""
    store.commit(Plan(decisions=(decision(),)))
    store.commit(Plan(decisions=(decision(seen_at=NOW + HOUR),)))
    store.commit(Plan(decisions=(decision(seen_at=NOW + DAY, content_hash="other", title="New title"),)))
    known = store.known(["a1"])["a1"]
    assert (known.changes, known.seen_at, known.content_hash) == (1, NOW, "other")
    found = store.article("a1")
    assert found is not None and found.article.title == "New title"


def test_two_decisions_about_one_article_in_one_plan_leave_the_last(store: Store) -> None:
    """A feed that carries an article twice costs nothing."""
    store.commit(Plan(decisions=(decision(title="first"), decision(title="second"))))
    found = store.article("a1")
    assert found is not None and found.article.title == "second"


def test_known_says_whether_an_article_belongs_to_an_incident(store: Store) -> None:
    """Membership follows the incident's members, whatever the decision said."""
    store.commit(Plan(decisions=(decision("a1"), decision("a2")), incidents=(incident(members=(member("a2"),)),)))
    known = store.known(["a1", "a2"])
    assert (known["a1"].in_incident, known["a2"].in_incident) == (False, True)
    assert store.incidents_of("a2") == ("i1",)


def test_text_no_database_takes_is_kept_without_what_it_cannot_hold(store: Store) -> None:
    """NUL and surrogates in key, title and text neither fail nor make the article unknown."""
    key = "bad\x00key\ud800"
    store.commit(Plan(decisions=(decision(key, title="a\x00b\udfff", text="\ud800"),)))
    assert store.known([key])[key].key == key
    found = store.article(key)
    assert found is not None and (found.article.title, found.article.text) == ("ab?", "?")


def test_decisions_of_a_span_come_in_order_whatever_the_batch(store: Store) -> None:
    """A span is half open, oldest first, ties in order of arrival, across batch borders."""
    seen = [NOW + (number // 3) * MINUTE for number in range(20)]
    store.commit(Plan(decisions=tuple(decision(f"a{n:02}", seen_at=moment) for n, moment in enumerate(seen))))
    keys = [d.article.key for d in store.decisions_between(NOW + MINUTE, NOW + 5 * MINUTE, batch=4)]
    assert keys == [f"a{number:02}" for number in range(3, 15)]


def test_restart_makes_nothing_new(url: str) -> None:
    """What was recorded before a restart is known after it, feed state included."""
    state = FeedState(feed="north", url="https://north.example/rss", configured_url="https://north.example/rss",
                      etag='W/"1"', next_due=NOW, last_success=NOW)
    with Store.open(url) as store:
        store.commit(Plan(decisions=(decision(),), feed_state=state))
    with Store.open(url) as store:
        assert set(store.known(["a1"])) == {"a1"}
        assert store.feed_states() == (state,)
        assert store.entry_count(NOW - DAY, NOW + DAY) == 1


def test_the_state_of_a_feed_is_replaced(store: Store) -> None:
    """One state per feed: the last."""
    first = FeedState(feed="b", url="u", configured_url="u")
    store.save_feed_state(first)
    store.save_feed_state(FeedState(feed="a", url="u", configured_url="u"))
    store.save_feed_state(replace(first, failures=2))
    assert [(state.feed, state.failures) for state in store.feed_states()] == [("a", 0), ("b", 2)]


def test_an_article_of_defaults_is_kept() -> None:
    """Every field of an article has a column: a field added to the model must be added here too."""
    columns = {"key", "feed", "outlet", "url", "title", "summary", "text", "published", "date_quality", "language",
               "byline", "rests_on", "seen_at", "content_hash"}
    assert set(Article.__dataclass_fields__) == columns


def test_a_probability_is_kept_to_the_last_bit(store: Store) -> None:
    """No database rounds what the model said."""
    store.commit(Plan(decisions=(judged("a1", 0.1 + 0.2, HeldReason.BELOW_THRESHOLD),)))
    assert store.near_misses(NOW, NOW + DAY, 1)[0].probability == 0.1 + 0.2
