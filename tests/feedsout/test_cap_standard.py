"""The checker itself: whatever is broken in a good message, it says so."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from lxml import etree

from monitor.feedsout import cap_messages
from tests.feedsout.cap_standard import NAMESPACE, TABLES, problems
from tests.feedsout.makers import BASES, HERE, story

GOOD = cap_messages(story(), HERE, BASES)[1].body
WRONG = {
    "identifier": "a b", "sender": "a,b", "sent": "2026-03-01T12:00:00Z", "status": "actual", "msgType": "New", "scope": "public",
    "references": "a,b", "language": "", "category": "Weather", "urgency": "Now", "severity": "Bad", "certainty": "Sure",
    "onset": "2026-03-01", "expires": "tomorrow", "web": "javascript alert", "circle": "42.4282, 33.7724, 8", "event": " ",
}


def tables(alert: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each element that has children, and its table."""
    for element in alert.iter():
        if len(element):
            name = etree.QName(element).localname
            yield element, name if name in TABLES else "pair"


def broken() -> Iterator[tuple[str, bytes]]:
    """The good message, wrong in one thing at a time."""
    for name, value in WRONG.items():
        alert = etree.fromstring(GOOD)
        alert.find(f".//{{{NAMESPACE}}}{name}").text = value
        yield f"{name} = {value}", etree.tostring(alert)
    count = len(list(tables(etree.fromstring(GOOD))))
    for place in range(count):
        for child in range(len(list(tables(etree.fromstring(GOOD)))[place][0])):
            alert = etree.fromstring(GOOD)
            element, table = list(tables(alert))[place]
            name = etree.QName(element[child]).localname
            part = next(part for part in TABLES[table] if part.name == name)
            if part.most == 1:
                element.insert(child, deepcopy(element[child]))
                yield f"{name} twice", etree.tostring(alert)
                element.remove(element[child])
            moved = element[child]
            element.remove(moved)
            if part.least:
                yield f"without {name}", etree.tostring(alert)
            element.insert(0 if child else len(element), moved)
            yield f"{name} elsewhere in {table}", etree.tostring(alert)


@pytest.mark.parametrize(("what", "body"), [pytest.param(*pair, id=f"{n} {pair[0]}") for n, pair in enumerate(broken())])
def test_every_break_is_found(what: str, body: bytes) -> None:
    """Order, number, value."""
    assert problems(GOOD) == []
    assert problems(body) != [], what
