"""What one judged article leads to: pure, inside the placing transaction.

::

    verdict ──► attack: each report ──► place ──► too late? flood? ──► tell or hold ──► parcels
            ├─► reaction: link it to the incident it speaks of, without a new alert
            └─► no longer an attack after an edit: take it back out of its incidents
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.alert.audience import channels_for, is_muted
from monitor.alert.parcels import maps_for, parcels_for
from monitor.alert.policy import Tell, decide, drowns, floods, too_late
from monitor.alert.rendering import alert_message
from monitor.incidents.changes import changes_between
from monitor.incidents.counting import LATE
from monitor.incidents.mending import withdraw
from monitor.incidents.placing import place
from monitor.incidents.teaching import taught
from monitor.judge.judging import held
from monitor.model import (
    AlertKind, AlertPolicy, Article, Change, ChangeKind, Decision, Held, HeldReason, Incident, Lesson, Label, Parcel, Placement,
    Plan, Planned, Report, Telling, Verdict,
)
from monitor.model.readers import NOBODY, READER_CHANNEL, Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one placement came to."""

    incident: Incident
    told: Tell | Held
    changes: tuple[Change, ...]
    channels_before: tuple[str, ...]
    reasons: tuple[str, ...]


def reach(reports: Sequence[Report], policy: AlertPolicy) -> timedelta:
    """How far back the incidents must be known to place these reports."""
    return max(LATE, policy.window) if any(report.found_later for report in reports) else policy.window


def as_taught(policy: AlertPolicy, lessons: Sequence[Lesson]) -> AlertPolicy:
    """The policy with what readers taught about which accounts are one attack."""
    return replace(policy, join=taught(lessons))


def plan_article(
    article: Article, verdict: Verdict, reports: Sequence[Report], window: Sequence[Incident], now: datetime,
    policy: AlertPolicy, origins_wanted: int = 1, audience: Audience = NOBODY,
) -> Planned:
    """Everything one article wants recorded and told; ``window``: the incidents that can still gain reports."""
    if verdict.alert and (drowned := drowns(article, window, now, policy)):
        return Planned(plan=Plan(decisions=(Decision(article=article, verdict=verdict, held=drowned),)))
    if verdict.alert:
        steps = _attack_steps(article, verdict, reports, window, now, policy, origins_wanted, audience)
    else:
        steps = _withdrawal_steps(article, window, now) or _link_steps(article, verdict, window, now, policy)
    return _planned(article, verdict, steps, now, policy, audience)


def _attack_steps(
    article: Article, verdict: Verdict, reports: Sequence[Report], window: Sequence[Incident], now: datetime,
    policy: AlertPolicy, origins_wanted: int, audience: Audience,
) -> list[Step]:
    live = {incident.id: incident for incident in window}
    steps: dict[str, Step] = {}
    # A text judged an attack in which no fact was found still is one: it alerts with what little it says.
    for report in reports or (Report(sentence=article.title or article.summary[:300]),):
        placement = place(article, report, tuple(live.values()), now, policy)
        if placement is None:
            continue
        before = live.get(placement.incident.id)
        step = _attack_step(article, verdict, report, placement, before, tuple(live.values()), now, policy,
                            origins_wanted, audience)
        moved = [_moved_step(other, live.get(other.id), verdict, article, tuple(live.values()), now, policy)
                 for other in placement.others]
        for one in (step, *moved):
            live[one.incident.id] = one.incident
            earlier = steps.get(one.incident.id)
            steps[one.incident.id] = one if earlier is None else _both(earlier, one)
    return list(steps.values())


def _moved_step(
    incident: Incident, before: Incident | None, verdict: Verdict, article: Article, window: Sequence[Incident],
    now: datetime, policy: AlertPolicy,
) -> Step:
    """An incident that another account changed: parted from one it was taken for, or joined with it."""
    reasons = ("another account showed what belongs together",)
    if before is None and not incident.alerted and not incident.merged_into:
        if flood := floods(article, incident, window, now, policy):
            return Step(incident=incident, told=flood, changes=(), reasons=reasons, channels_before=())
        incident = replace(incident, alerted=True, channels=verdict.channels)
        opened = (Change(kind=ChangeKind.OPENED, after=incident.facts.place),)
        return Step(incident=incident, told=Tell(kind=AlertKind.NEW), changes=opened, reasons=reasons,
                    channels_before=())
    return _quiet_step(incident, changes_between(before, incident), reasons)


def _attack_step(
    article: Article, verdict: Verdict, report: Report, placement: Placement, before: Incident | None,
    window: Sequence[Incident], now: datetime, policy: AlertPolicy, origins_wanted: int, audience: Audience,
) -> Step:
    silent = too_late(article, report, now, policy)
    if silent is None and not placement.incident.alerted:
        silent = floods(article, placement.incident, window, now, policy)
    told = silent or decide(placement, article, origins_wanted, policy)
    incident = placement.incident
    if isinstance(told, Held) and told.reason is HeldReason.REPEAT and set(verdict.channels) - set(incident.channels):
        told = Tell(kind=AlertKind.UPDATE)  # nothing new, but a watch with a channel of its own asks for it now
    if isinstance(told, Tell):
        watches = _union(incident.watches, [hit.watch for hit in verdict.watches if not hit.excluded_by])
        channels = channels_for(incident, verdict.channels, watches, audience, now)
        incident = replace(incident, alerted=True, channels=_union(incident.channels, channels), watches=watches)
    elif incident.alerted and placement.changes:
        # A recalled or late report adds a source to a message already sent: the message is edited, nobody is called.
        told = Tell(kind=AlertKind.UPDATE)
    return Step(
        incident=incident, told=told, changes=placement.changes, reasons=placement.reasons,
        channels_before=before.channels if before and before.alerted else (),
    )


def _both(first: Step, second: Step) -> Step:
    """Two reports of one article in one incident are told once, with the changes of both."""
    told = first.told if isinstance(first.told, Tell) else second.told
    if isinstance(first.told, Tell) and isinstance(second.told, Tell):
        told = replace(first.told, loud=first.told.loud + second.told.loud)
    return replace(second, told=told, changes=first.changes + second.changes,
                   channels_before=first.channels_before, reasons=first.reasons + second.reasons)


def _link_steps(
    article: Article, verdict: Verdict, window: Sequence[Incident], now: datetime, policy: AlertPolicy,
) -> list[Step]:
    if verdict.label is not Label.FOLLOW_UP:
        return []
    placement = place(article, None, window, now, policy)
    if placement is None or not placement.changes:
        return []
    others = [_moved_step(other, other, verdict, article, window, now, policy) for other in placement.others]
    return [_quiet_step(placement.incident, placement.changes, placement.reasons), *others]


def _withdrawal_steps(article: Article, window: Sequence[Incident], now: datetime) -> list[Step]:
    """A changed article that no longer tells of an attack: its incidents lose a source, and say so."""
    steps = []
    for incident in window:
        if any(m.article == article.key and not m.link_only and not m.withdrawn for m in incident.members):
            after = withdraw(incident, article.key, now)
            change = Change(kind=ChangeKind.WITHDRAWN, before=article.outlet)
            steps.append(_quiet_step(after, (change,), (f"{article.outlet} changed its story",)))
    return steps


def _quiet_step(incident: Incident, changes: tuple[Change, ...], reasons: tuple[str, ...]) -> Step:
    withdrawn = tuple(change for change in changes if change.kind is ChangeKind.WITHDRAWN)
    kind = AlertKind.CORRECTION if withdrawn else AlertKind.UPDATE
    told: Tell | Held = Tell(kind=kind, loud=withdrawn)
    return Step(incident=incident, told=told, changes=changes, reasons=reasons, channels_before=incident.channels)


def _planned(
    article: Article, verdict: Verdict, steps: Sequence[Step], now: datetime, policy: AlertPolicy, audience: Audience,
) -> Planned:
    silences = [step.told for step in steps if isinstance(step.told, Held)]
    spoke = any(isinstance(step.told, Tell) for step in steps)
    decision = Decision(
        article=article, verdict=verdict, incidents=tuple(step.incident.id for step in steps),
        held=held(verdict) or (None if spoke else silences[0] if silences else _only_background(article)),
    )
    parcels = tuple(parcel for step in steps for parcel in (*_parcels(step, now, audience), *_maps(step, now, policy)))
    plan = Plan(decisions=(decision,), incidents=tuple(step.incident for step in steps), parcels=parcels)
    return Planned(plan=plan, tellings=tuple(t for step in steps for t in _tellings(step, article, verdict, now)))


def _parcels(step: Step, now: datetime, audience: Audience) -> tuple[Parcel, ...]:
    if isinstance(step.told, Held) or not step.incident.alerted:
        return ()
    added = tuple(channel for channel in step.incident.channels if channel not in step.channels_before)
    first = parcels_for(Tell(kind=AlertKind.NEW), step.incident, added, now)
    if step.told.kind is AlertKind.NEW:
        return first
    muted = [c for c in step.channels_before if is_muted(c, step.incident.facts, audience, now)]
    return first + parcels_for(step.told, step.incident, step.channels_before, now, muted)


def _maps(step: Step, now: datetime, policy: AlertPolicy) -> tuple[Parcel, ...]:
    if isinstance(step.told, Held) or not step.incident.alerted:
        return ()
    mapped = [c for c in step.incident.channels if c in policy.maps or (policy.maps and c.startswith(READER_CHANNEL))]
    known = [channel for channel in step.channels_before if channel in mapped]
    new = [channel for channel in mapped if channel not in step.channels_before]
    return maps_for(step.incident, step.changes, new, known, now)


def _tellings(step: Step, article: Article, verdict: Verdict, now: datetime) -> tuple[Telling, ...]:
    if isinstance(step.told, Held) or not step.incident.alerted:
        return ()
    telling = Telling(
        kind=step.told.kind, incident=step.incident, article=article.key, at=now, changes=step.changes,
        text=alert_message(step.incident, now).plain, reasons=(*step.reasons, *verdict.reasons),
    )
    return (telling,)


def _only_background(article: Article) -> Held:
    return Held(article=article.key, reason=HeldReason.BACKGROUND, detail="it tells of no attack that is new")


def _union(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
