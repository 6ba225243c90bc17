"""What readers type, and what they get by it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alert.audience import channels_for, for_reader, is_quiet, severity_of, wants
from monitor.alert.parcels import parcels_for
from monitor.alert.policy import Tell
from monitor.alert.text import MESSAGE_UNITS, shown_length
from monitor.alert.callbacks import Press, Pressed, alert_buttons, data_of, pressed_of
from monitor.bot.commands import Ask, Command, command_of
from monitor.bot.wishes import Choices, in_words, with_wishes
from monitor.bot.words import outlets, sources
from monitor.errors import InputError
from monitor.model import AlertKind, Message, Outcome
from monitor.model.readers import Audience, Reader, Severity
from tests.alert.botapi import entities_problem
from tests.alert.makers import NOW, facts, incident, member

CHOICES = Choices(watches=("bases", "Red Sea"), countries=("Iraq", "Syria"))
READER = Reader(id="reader-1", chat="42", since=NOW)


def test_wishes_are_read_in_any_order() -> None:
    """Countries, weight, quiet hours with their zone, watches."""
    reader = with_wishes(READER, "wounded; quiet 22:00-7:00 asia/baghdad; syria,  Iraq; watch red sea", CHOICES)
    assert (reader.countries, reader.least, reader.watches) == (("Syria", "Iraq"), Severity.WOUNDED, ("Red Sea",))
    assert (reader.quiet_from, reader.quiet_to, reader.timezone) == (time(22), time(7), "Asia/Baghdad")
    assert "22:00 to 07:00 Asia/Baghdad" in in_words(reader)


def test_what_is_not_spoken_of_stays_and_all_takes_a_wish_back() -> None:
    """A second message changes what it names."""
    reader = with_wishes(with_wishes(READER, "Iraq; dead", CHOICES), "watch bases", CHOICES)
    assert (reader.countries, reader.least, reader.watches) == (("Iraq",), Severity.DEAD, ("bases",))
    reader = with_wishes(reader, "all; watch all; quiet off", CHOICES)
    assert (reader.least, reader.watches) == (Severity.ANY, ())


@pytest.mark.parametrize(("text", "said"), [
    ("Atlantis", "no country “Atlantis”"), ("watch moon", "The watches are: bases, Red Sea"), ("quiet 25:00-7", "Quiet hours are written"),
    ("quiet 22:00", "Quiet hours are written"), ("quiet 22-7 Mars/Base", "no time zone"), ("x" * 700, "too long"), ("zone 🛰", "no time zone"),
])
def test_a_bad_wish_is_answered_with_an_example(text: str, said: str) -> None:
    """One sentence says what is wrong and how it is written."""
    with pytest.raises(InputError, match=said):
        with_wishes(READER, text, CHOICES)


@given(st.text())
def test_no_text_breaks_the_reading_of_wishes(text: str) -> None:
    """Whatever is typed is read or answered."""
    try:
        assert isinstance(with_wishes(READER, text, CHOICES), Reader)
    except InputError as error:
        assert len(str(error)) < 300


@pytest.mark.parametrize(("text", "command"), [
    ("/latest", Command(ask=Ask.LATEST)), ("/LATEST@Watch_Bot", Command(ask=Ask.LATEST)), ("/latest@other_bot", None),
    ("/why  https://a.example/1 ", Command(ask=Ask.WHY, argument="https://a.example/1")), ("hello", None), ("/nonsense", None), ("", None),
    ("/subscribe\nIraq", Command(ask=Ask.SUBSCRIBE, argument="Iraq")),
])
def test_commands_are_told_from_talk(text: str, command: Command | None) -> None:
    """And from what is meant for another bot."""
    assert command_of(text, "watch_bot") == command


@given(st.sampled_from(Press), st.text(min_size=1, max_size=40).filter(lambda t: len(t.encode()) <= 60))
def test_a_button_says_what_it_was_made_to_say(press: Press, about: str) -> None:
    """There and back, within 64 bytes."""
    assert pressed_of(data_of(Pressed(press=press, about=about))) == Pressed(press=press, about=about)


@given(st.text())
def test_no_data_breaks_the_reading_of_buttons(data: str) -> None:
    """What is none of ours is nothing."""
    pressed = pressed_of(data)
    assert pressed is None or data_of(pressed) == data


def test_buttons_of_an_alert_fit() -> None:
    """Every row is within Telegram's bytes."""
    for row in alert_buttons("i" * 40, on_map=True):
        assert all(len(button.data.encode()) <= 64 for button in row)


def test_an_alert_that_counts_sources_has_a_button_for_them() -> None:
    """Six are named; the rest is a button away, and every outlet is listed within one message."""
    many = incident(members=tuple(member(f"a{n}", outlet=f"Outlet {n}", title="x" * 300) for n in range(60)))
    few = incident(members=tuple(member(f"a{n}", outlet=f"Outlet {n}") for n in range(6)))
    texts = [[b.text for row in p.message.buttons for b in row]
             for one in (many, few) for p in parcels_for(Tell(kind=AlertKind.NEW, loud=()), one, ("chat",), NOW)]
    assert "54 more sources" in texts[0]
    assert not any("more source" in text for text in texts[1])
    said = sources(many)
    assert shown_length(said.html) <= MESSAGE_UNITS
    assert entities_problem(said.html) == ""
    assert "Outlet 20" in said.html
    assert said.html.splitlines()[-1].endswith(" more")
    assert len(outlets(many)) <= 200


def test_who_hears_of_what() -> None:
    """Watch, country and weight are asked for together; an unknown country is told to everyone."""
    reader = with_wishes(READER, "Iraq; wounded; watch bases", CHOICES)
    hurt = facts(country="Iraq", killed=None, wounded=2)
    assert wants(reader, hurt, ("bases",))
    assert not wants(reader, hurt, ("Red Sea",))
    assert not wants(reader, facts(country="Syria", wounded=2), ("bases",))
    assert not wants(reader, facts(country="Iraq", killed=0, wounded=0, outcome=Outcome.HIT), ("bases",))
    assert wants(reader, facts(country="", place="", wounded=1), ("bases",))
    assert severity_of(facts(killed=1, wounded=0)) is Severity.DEAD


def test_a_muted_place_is_not_told_anew_and_changes_on_where_it_was_told() -> None:
    """For as long as the mute holds."""
    attack = incident(alerted=False, channels=())
    place = attack.facts.base_id or attack.facts.place
    audience = Audience(readers=(READER,), mutes={("chat", place): NOW + timedelta(hours=1), ("reader-1", place): NOW - timedelta(hours=1)})
    assert channels_for(attack, ("chat", "desk"), ("bases",), audience, NOW) == ("desk", "reader-1")
    told = incident(alerted=True, channels=("chat",))
    assert "chat" in channels_for(told, ("chat",), ("bases",), audience, NOW)


@pytest.mark.parametrize(("hour", "quiet"), [(21, False), (22, True), (3, True), (7, False), (12, False)])
def test_quiet_hours_reach_over_midnight(hour: int, *, quiet: bool) -> None:
    """From the first hour, included, to the second, which is not."""
    reader = with_wishes(READER, "quiet 22:00-07:00 UTC", CHOICES)
    assert is_quiet(reader, datetime(2026, 3, 1, hour, tzinfo=UTC)) is quiet


def test_dead_sound_at_any_hour() -> None:
    """All else is without a sound while the reader sleeps."""
    reader, night = with_wishes(READER, "quiet 22:00-07:00 UTC", CHOICES), datetime(2026, 3, 1, 3, tzinfo=UTC)
    assert for_reader(Message(html="a", plain="a"), reader, night).silent
    assert not for_reader(Message(html="a", plain="a", urgent=True), reader, night).silent
    assert not for_reader(Message(html="a", plain="a"), reader, night.replace(hour=12)).silent
