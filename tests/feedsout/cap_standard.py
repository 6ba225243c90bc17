"""What CAP 1.2 asks of a message, as a table read from the published standard, and a checker of it.

The facts are those of the OASIS standard of 1 July 2010, sections 3.2.1 to 3.2.4 and 3.3.2, in our words: the children of
each element in their order, how often each may stand there, the values that lists allow, and the forms of times and names.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """One child of an element: how often it may stand, and what it may hold."""

    name: str
    least: int
    most: int
    allowed: frozenset[str] | re.Pattern[str] | Callable[[str], bool] | str | None = None
    """Values, a form, a test, the name of a further table, or any text."""


def _values(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _degrees_and_km(text: str) -> bool:
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?) (\d+(?:\.\d+)?)", text)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_NAME = re.compile(r"[^\s,<&]+")
_REFERENCES = re.compile(r"[^\s,<&]+,[^\s,<&]+,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d( [^\s,<&]+,[^\s,<&]+,[-+:T\d]+)*")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

TABLES: dict[str, tuple[Part, ...]] = {
    "alert": (
        Part("identifier", 1, 1, _NAME), Part("sender", 1, 1, _NAME), Part("sent", 1, 1, _TIME),
        Part("status", 1, 1, _values("Actual Exercise System Test Draft")),
        Part("msgType", 1, 1, _values("Alert Update Cancel Ack Error")), Part("source", 0, 1),
        Part("scope", 1, 1, _values("Public Restricted Private")), Part("restriction", 0, 1), Part("addresses", 0, 1),
        Part("code", 0, MANY), Part("note", 0, 1), Part("references", 0, 1, _REFERENCES), Part("incidents", 0, 1),
        Part("info", 0, MANY, "info"),
    ),
    "info": (
        Part("language", 0, 1, _LANGUAGE),
        Part("category", 1, MANY, _values("Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other")),
        Part("event", 1, 1),
        Part("responseType", 0, MANY, _values("Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None")),
        Part("urgency", 1, 1, _values("Immediate Expected Future Past Unknown")),
        Part("severity", 1, 1, _values("Extreme Severe Moderate Minor Unknown")),
        Part("certainty", 1, 1, _values("Observed Likely Possible Unlikely Unknown")), Part("audience", 0, 1),
        Part("eventCode", 0, MANY, "pair"), Part("effective", 0, 1, _TIME), Part("onset", 0, 1, _TIME),
        Part("expires", 0, 1, _TIME), Part("senderName", 0, 1), Part("headline", 0, 1), Part("description", 0, 1),
        Part("instruction", 0, 1), Part("web", 0, 1, _URI), Part("contact", 0, 1), Part("parameter", 0, MANY, "pair"),
        Part("resource", 0, MANY, "resource"), Part("area", 0, MANY, "area"),
    ),
    "pair": (Part("valueName", 1, 1), Part("value", 1, 1)),
    "resource": (
        Part("resourceDesc", 1, 1), Part("mimeType", 1, 1), Part("size", 0, 1, _NUMBER), Part("uri", 0, 1, _URI),
        Part("derefUri", 0, 1), Part("digest", 0, 1),
    ),
    "area": (
        Part("areaDesc", 1, 1), Part("polygon", 0, MANY), Part("circle", 0, MANY, _degrees_and_km),
        Part("geocode", 0, MANY, "pair"), Part("altitude", 0, 1, _NUMBER), Part("ceiling", 0, 1, _NUMBER),
    ),
}


def problems(body: bytes) -> list[str]:
    """Everything in which a message differs from the standard; empty for a good one."""
    alert = etree.fromstring(body)
    if alert.tag != f"{{{NAMESPACE}}}alert":
        return [f"the root is {alert.tag}"]
    return [*_in(alert, "alert"), *_together(alert)]


def text_of(body: bytes, path: str) -> str | None:
    """The text at a path like ``info/area/circle``; None where nothing stands there."""
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    found = etree.fromstring(body).findtext(steps)
    return None if found is None else str(found)


def _in(element: etree._Element, table: str) -> Iterator[str]:
    parts, place, counts = TABLES[table], 0, dict.fromkeys((part.name for part in TABLES[table]), 0)
    names = [part.name for part in parts]
    if element.attrib:
        yield f"{table} has attributes"
    if (element.text or "").strip():
        yield f"{table} has text of its own"
    for child in element:
        name = etree.QName(child).localname
        if etree.QName(child).namespace != NAMESPACE or name not in names:
            yield f"{name} does not belong in {table}"
            continue
        if names.index(name) < place:
            yield f"{name} stands too late in {table}"
        place = names.index(name)
        counts[name] += 1
        yield from _content(child, parts[place])
    for part in parts:
        if not part.least <= counts[part.name] <= part.most:
            yield f"{counts[part.name]} times {part.name} in {table}"


def _content(child: etree._Element, part: Part) -> Iterator[str]:
    if isinstance(part.allowed, str):
        yield from _in(child, part.allowed)
        return
    text, allowed = child.text or "", part.allowed
    good = (
        bool(text.strip()) if allowed is None
        else bool(allowed.fullmatch(text)) if isinstance(allowed, re.Pattern)
        else text in allowed if isinstance(allowed, frozenset) else allowed(text))
    if len(child) or child.attrib or not good:
        yield f"{part.name} holds {text[:80]!r}"


def _together(alert: etree._Element) -> Iterator[str]:
    """Rules across elements: what refers to earlier messages names them, and a restriction stands with its scope."""
    held = {etree.QName(child).localname: child.text or "" for child in alert}
    if (held.get("msgType") in {"Update", "Cancel", "Ack", "Error"}) != ("references" in held):
        yield f"{held.get('msgType')} and references do not agree"
    if ("restriction" in held) != (held.get("scope") == "Restricted"):
        yield "scope and restriction do not agree"
    if held.get("scope") == "Private" and "addresses" not in held:
        yield "a private message names nobody"
