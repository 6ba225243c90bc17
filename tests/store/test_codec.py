"""Values to JSON and back."""

import dataclasses
from datetime import UTC, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model import FeedState, Incident, Member, Message, Verdict
from monitor.store.codec import FEED_STATES, INCIDENTS, MESSAGES, NAMES, VERDICTS, Codec, clean
from monitor.store.times import from_ms, to_ms
from tests.store.makers import incident, member

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8), int: st.integers(-2**53, 2**53), bool: st.booleans(), bytes: st.binary(max_size=8),
    float: st.floats(allow_nan=False), datetime: MOMENTS, type(None): st.none(),
}


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of monitor.model."""
    if kind in PLAIN:
        return PLAIN[kind]
    if get_origin(kind) is tuple:
        return st.lists(any_of(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of([any_of(part) for part in get_args(kind)])
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: any_of(hints[field.name])
                              for field in dataclasses.fields(kind)})


@pytest.mark.parametrize(("codec", "kind"), [
    (FEED_STATES, FeedState), (INCIDENTS, Incident), (MESSAGES, Message), (VERDICTS, Verdict), (NAMES, tuple[str, ...]),
    (Codec(Member), Member),
])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_value_comes_back_equal(codec: Codec[Any], kind: Any, data: st.DataObject) -> None:
    """Whatever a value holds, its JSON gives an equal value."""
    value = data.draw(any_of(kind))
    assert codec.decode(codec.encode(value)) == value


def test_a_lone_surrogate_is_replaced_and_the_rest_kept() -> None:
    """A broken feed's surrogate costs one character, not the incident."""
    broken = incident(members=(member(title="a\ud800b"),))
    assert INCIDENTS.decode(INCIDENTS.encode(broken)) == incident(members=(member(title="a?b"),))


def test_unknown_fields_are_ignored_and_missing_ones_take_their_default() -> None:
    """A store written by a version with other fields can be read."""
    assert MESSAGES.decode('{"html": "h", "plain": "p", "colour": "red"}') == Message(html="h", plain="p")


@given(st.text(st.characters()))
def test_cleaned_text_is_what_a_database_takes_and_stays_so(text: str) -> None:
    """Cleaning removes NUL and surrogates, changes nothing else, and is done after once."""
    cleaned = clean(text)
    assert "\x00" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned == clean(cleaned)


@given(MOMENTS)
def test_times_are_kept_to_the_millisecond(moment: datetime) -> None:
    """A time comes back rounded down to the millisecond, aware and in UTC."""
    kept = from_ms(to_ms(moment))
    assert kept == moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert kept.tzinfo is UTC


def test_a_naive_time_is_refused() -> None:
    """A time without a zone is a mistake of the caller, and loud."""
    with pytest.raises(TypeError):
        to_ms(datetime(2026, 1, 1))
