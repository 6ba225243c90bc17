"""The sentences around the incidents: how many, against what is usual, what could not be seen, how often we were right. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.alert import wording
from monitor.alert.text import piece
from monitor.digest.building import counts
from monitor.digest.listing import listed, number, plural
from monitor.digest.rows import within
from monitor.model.digests import Digest, DigestKind, FeedTrouble, Gap

LINE_UNITS = 300
"""A line of the closing part; what does not fit is counted."""
FEED_UNITS = 60
WHAT_UNITS = 90
LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "it": "Italian",
    "ku": "Kurdish", "ckb": "Kurdish", "ps": "Pashto", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "zh": "Chinese",
}
_EACH = {DigestKind.DAILY: "day", DigestKind.WEEKLY: "week", DigestKind.MONTHLY: "month"}


def headline(digest: Digest) -> str:
    """The count of the period against the usual: ``3 attacks reported · Friday 24 March 2023 (usual: 1 a day)``."""
    count = sum(counts(incident) for incident in digest.incidents)
    text = f"{number(count) if count else 'No'} attack{'' if count == 1 else 's'} reported · {named(digest)}"
    usual, each = digest.usual, _EACH[digest.period.kind]
    return f"{text} (usual: {usual.median:g} a {each})" if usual.median is not None else text


def history(digest: Digest) -> str:
    """Why nothing is called usual; empty where something is."""
    usual, each = digest.usual, _EACH[digest.period.kind]
    if usual.median is not None:
        return ""
    before = f"{plural(usual.periods, f'whole {each}')} watched before" if usual.periods else f"The first {each} that is watched"
    return f"{before}: too little to say what is usual."


def named(digest: Digest) -> str:
    """The period in words: ``Friday 24 March 2023``, ``week of 20 to 26 March 2023``, ``March 2023``."""
    first, last = digest.period.first, digest.period.last
    match digest.period.kind:
        case DigestKind.DAILY:
            return f"{first:%A} {first.day} {first:%B %Y}"
        case DigestKind.WEEKLY:
            month = f" {first:%B}" if first.month != last.month else ""
            year = f" {first:%Y}" if first.year != last.year else ""
            return f"week of {first.day}{month}{year} to {last.day} {last:%B %Y}"
        case DigestKind.MONTHLY:
            return f"{first:%B %Y}"


def summary(digest: Digest) -> str:
    """Dead and wounded of all attacks together, and the countries; empty where there is no attack, or one alone."""
    attacks = [incident for incident in digest.incidents if counts(incident)]
    if len(attacks) < 2:
        return ""
    killed, wounded = (sum(getattr(i.facts, field) or 0 for i in attacks) for field in ("killed", "wounded"))
    tolls = [f"{number(count)} {word}" for count, word in ((killed, "dead"), (wounded, "wounded")) if count]
    countries = Counter(i.facts.country or "country not named" for i in attacks).most_common()
    places = listed([f"{country} {count}" for country, count in countries], LINE_UNITS)
    return " · ".join(((", ".join(tolls) or "nobody reported hurt"), places))


def silence(digest: Digest) -> str:
    """What was seen and why most of it stayed silent."""
    held = [f"{held.reason.value} ({number(held.count)})" for held in digest.held]
    seen = f"{number(digest.entries)} new {'entry' if digest.entries == 1 else 'entries'} seen"
    return f"{seen}. Held back: {listed(held, LINE_UNITS)}." if held else f"{seen}."


def blind(digest: Digest) -> str:
    """The feeds that could not be seen, so that silence is honest; empty on a good day."""
    troubles = [_trouble(trouble, digest) for trouble in digest.unseen.feeds]
    return f"Not seen: {listed(troubles, LINE_UNITS, '; ')}" if troubles else ""


def blind_spots(digest: Digest) -> Iterator[str]:
    """Everything that could not be seen or was not judged, the gravest first, a line each."""
    unseen = digest.unseen
    if not unseen.noted:
        yield "Outages of that time were not noted."
    if unseen.gaps:
        gaps = listed([_gap(gap, digest) for gap in unseen.gaps], LINE_UNITS)
        yield f"The monitor itself did not run: {gaps}."
    if unseen.dark:
        yield f"No feed could be seen in {listed([language(code) for code in unseen.dark], LINE_UNITS)}."
    if unseen.feeds:
        yield blind(digest)
    if unseen.unjudged:
        found = listed([f"{language(one.language)} ({number(one.count)})" for one in unseen.unjudged], LINE_UNITS)
        yield f"Keywords found, language not judged: {found}."


def depth(digest: Digest) -> str:
    """How many items were judged by their summary alone; empty where every one was read whole."""
    unseen = digest.unseen
    if not unseen.by_summary:
        return ""
    return f"Read by their summary alone: {number(unseen.by_summary)} of {plural(unseen.judged, 'judged item')}."


def warning(digest: Digest) -> str:
    """One line for the top where so much was dark that the count may be too low; empty elsewhere."""
    unseen = digest.unseen
    found = []
    if unseen.gaps:
        dark = sum((gap.until - gap.since).total_seconds() for gap in unseen.gaps)
        found.append(f"the monitor stood still for {_hours(dark)}")
    if unseen.feeds:
        found.append(f"{plural(len(unseen.feeds), 'feed')} could not be seen")
    if not digest.entries:
        found.append("nothing new was seen at all")
    text = " and ".join(found)
    return f"{text[0].upper()}{text[1:]} {within(digest)}; details below." if found else ""


def precision(digest: Digest) -> str:
    """How often alerts were right so far, by readers' verdicts."""
    said = digest.precision
    if not said.judged:
        return "No verdicts from readers yet, so nobody knows how often alerts are right."
    return (f"Readers found {number(said.right)} of {plural(said.judged, 'judged alert')} right so far: {said.right / said.judged:.0%} "
            f"(95 % interval {said.low:.0%} to {said.high:.0%}).")


def said(changes: Sequence[str], units: int) -> str:
    """Changes in one line, as many as fit; the first is told whole."""
    return listed(changes, units, "; ") or "changed"


def as_of(digest: Digest) -> str:
    """The moment to which facts belong."""
    return f"As known at {wording.clock(digest.as_of, digest.period.timezone)} {digest.as_of:%Y}."


def language(code: str) -> str:
    """The English name, or the code where we have none."""
    return LANGUAGES.get(code.lower(), piece(code, 20) or "a language nobody named")


def _trouble(trouble: FeedTrouble, digest: Digest) -> str:
    text = f"{piece(trouble.feed, FEED_UNITS)}: {piece(trouble.what, WHAT_UNITS)}"
    if trouble.since and trouble.until:
        return f"{text} ({_span(trouble.since, trouble.until, digest)})"
    return f"{text} (since {_moment(trouble.since, digest)})" if trouble.since else text


def _gap(gap: Gap, digest: Digest) -> str:
    return f"{_span(gap.since, gap.until, digest)} ({_hours((gap.until - gap.since).total_seconds())})"


def _span(since: datetime, until: datetime, digest: Digest) -> str:
    zone = ZoneInfo(digest.period.timezone)
    start, end = since.astimezone(zone), until.astimezone(zone)
    same = start.date() == end.date() == digest.period.last == digest.period.first
    return f"{start:%H:%M} to {end:%H:%M}" if same else f"{_moment(since, digest)} to {_moment(until, digest)}"


def _moment(moment: datetime, digest: Digest) -> str:
    local = moment.astimezone(ZoneInfo(digest.period.timezone))
    return f"{local.day} {local:%b %H:%M}"


def _hours(seconds: float) -> str:
    minutes = round(seconds / 60)
    return plural(minutes, "minute") if minutes < 90 else f"{minutes / 60:.1f} hours".replace(".0 ", " ")
