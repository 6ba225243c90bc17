"""The rules of docs/labels.md as yes or no: what was hit, whom, with what, and whether it leads. Pure.

::

    signals of the sentences ──► Seen (what stands there) ──► plain evidence ──► direct? held? ──► the rule
"""

from collections.abc import Container

from monitor.judge.features.groups import LATER, agent_of, group_of
from monitor.judge.features.reading import Reading
from monitor.judge.features.seen import LEADS, Has, Seen, seen_in

EVIDENCE = (
    "ev.site_main", "ev.site_sub", "ev.site_rest", "ev.victims", "ev.victims_by_range", "ev.victims_by_iran",
    "ev.victims_at_site", "ev.victims_on_road", "ev.victims_by_insider", "ev.contractor_by_range", "ev.us_leads",
    "ev.us_leads_site_later", "ev.turned_site", "ev.site_with_fresh_count", "ev.embassy_only", "ev.zone_only",
    "ev.site_host_only", "ev.host_place", "ev.warded_near_us", "ev.range_weapon", "ev.road", "ev.coalition_named",
    "ev.implied_main", "ev.implied_with_coalition", "ev.implied_alone", "ev.site_nowhere", "ev.host_victims_only",
    "ev.mishap", "ev.contractor_hurt", "ev.foe_on_site", "ev.range_on_site", "ev.base_anywhere",
    "ev.victims_no_base_no_range", "ev.rule", "ev.rule_led", "ev.exchange", "ev.site_or_victims_sub", "ev.toll_sub",
    "ev.told_below", "ev.warded_range", "ev.elsewhere", "ev.hurt", "ev.site_or_implied", "ev.victims_at_abroad_base",
    "ev.brain_count", "ev.protest", "ev.dead_after_site", "ev.denied_on_site", "ev.host_hurt_at_site",
    "ev.rule_loose",
)
_OTHER_NEWS = (*LEADS, "figurative", "own_blow", "mishap", "seen", "operation", "embassy")
"""What a headline that names a base and a weapon, in no order that was understood, must not say."""
_DIRECT = ("site_main", "implied_with_coalition", "victims_by_range", "contractor_by_range", "victims_by_insider", "victims_by_iran")
"""Each of these is an attack by itself, where nothing else leads."""


def evidence(names: Container[str], reading: Reading, *, zone_held: bool) -> dict[str, bool]:
    """Every rule, true or false. ``names``: the signals of the sentences; ``zone_held``: the Green Zone was a headquarters."""
    def has(*wanted: str) -> bool:
        return any(name in names for name in wanted)

    seen = seen_in(has, reading)
    found = _plain(has, seen, reading)
    return found | _rules(has, seen, found, reading, zone_held=zone_held)


def _plain(has: Has, seen: Seen, reading: Reading) -> dict[str, bool]:
    """One yes or no for each thing the rules speak of."""
    guests = any(b.agent in {"host force", "host"} and b.form in {"active", "passive", "hurt"} and group_of(b.target) in {"troops", "us"} for b in reading.head.blows)
    return {
        "ev.site_main": seen.site_main, "ev.site_sub": seen.site_sub, "ev.site_rest": seen.site_rest, "ev.victims": seen.victims,
        "ev.victims_by_range": seen.victims and seen.ranged_head and not seen.road,
        "ev.victims_by_iran": seen.victims and has("head.has.iran", "head.says.iran_backed") and not seen.road,
        "ev.victims_at_site": seen.victims and seen.site, "ev.victims_on_road": seen.victims and seen.road,
        "ev.victims_by_insider": (has("head.has.insider") and has("head.hurt.troops.main", "head.hurt.us.main", "head.struck.troops.main")) or guests,
        "ev.contractor_by_range": seen.contractor and seen.ranged and not has("head.says.lodging"), "ev.us_leads": seen.us_leads,
        "ev.us_leads_site_later": seen.us_leads and (seen.site_sub or seen.site_rest) and not seen.site_main,
        "ev.turned_site": seen.turned and (seen.site_main or seen.site_sub), "ev.site_with_fresh_count": (seen.site_main or seen.site_sub) and seen.victims,
        "ev.embassy_only": has("head.struck.embassy.main") and not seen.site_main,
        "ev.zone_only": has("head.has.zone", "rest.has.zone") and not (seen.site_main or seen.site_rest),
        "ev.site_host_only": has("head.struck.hostbase.main") and not has("head.has.troops", "rest.has.troops"),
        "ev.host_place": seen.host_place, "ev.coalition_named": seen.coalition, "ev.implied_main": seen.implied,
        "ev.implied_with_coalition": seen.implied and seen.coalition, "ev.implied_alone": seen.implied and not seen.coalition,
        "ev.site_nowhere": seen.site_main and not seen.host_place and not has("head.has.listed base", "rest.has.listed base"),
        "ev.host_victims_only": has("head.hurt.host.main", "head.hurt.civil.main") and not seen.coalition,
        "ev.mishap": has("head.says.mishap", "rest.says.mishap", "head.says.seen") and not has("head.says.armed"), "ev.contractor_hurt": has("head.hurt.contractor.main") and seen.coalition,
        "ev.foe_on_site": (seen.site_main or seen.implied) and seen.foe,
        "ev.range_on_site": (seen.site_main or seen.site_sub or seen.implied) and seen.ranged, "ev.base_anywhere": seen.base,
        "ev.victims_no_base_no_range": seen.victims and not seen.base and not seen.ranged,
        "ev.warded_near_us": has("head.warded.main") and (seen.site or has("head.has.troops", "rest.has.troops")),
        "ev.range_weapon": seen.ranged, "ev.road": seen.road, "ev.told_below": seen.told_below, "ev.elsewhere": seen.elsewhere, "ev.hurt": seen.hurt,
        "ev.victims_at_abroad_base": seen.at_abroad_base, "ev.protest": has("head.says.protest"),
        "ev.warded_range": has("head.warded.main") and seen.ranged and (seen.site or has("head.has.troops")) and not has("head.says.seen"),
        "ev.brain_count": has("head.says.brain") and seen.coalition_head and (seen.hurt or has("head.has.troops")),
        "ev.dead_after_site": seen.site_sub and not seen.us_leads and any(b.form == "hurt" and b.clause not in LATER for b in reading.head.blows),
        "ev.denied_on_site": has("head.says.denied") and has("head.struck.site.main", "head.at.site.main", "head.has.site"),
        "ev.host_hurt_at_site": seen.site_main and not seen.hurt and has("head.hurt.host.main", "head.hurt.civil.main"),
        "ev.exchange": seen.us_leads and (seen.site_main or (seen.implied and seen.coalition)),
    }


def _rules(has: Has, seen: Seen, found: dict[str, bool], reading: Reading, *, zone_held: bool) -> dict[str, bool]:
    """Whether it is an attack by the rules, and whether something else leads."""
    toll = has("head.says.unhurt", "lead.unhurt") or seen.hurt
    direct = any(found[f"ev.{name}"] for name in _DIRECT)
    direct = direct or (seen.hurt and seen.site and not seen.road) or (zone_held and (has("head.has.zone") or (seen.foe and has("rest.struck.zone.main", "rest.at.zone.main"))))
    direct = direct or any(found[f"ev.{x}"] for x in ("victims_at_abroad_base", "brain_count", "dead_after_site", "warded_range", "told_below"))
    direct = direct or (seen.victims and has("head.says.base_part", "head.has.hostbase") and not seen.road)
    direct = direct or (has("head.warded.main") and has("head.says.attack_noun") and has("head.has.site") and not seen.us_leads)
    direct = direct or (seen.hurt and has("head.at.compound.main") and seen.host_place and not seen.road)
    direct = direct or (seen.hurt and seen.told_where and not seen.road)
    direct = direct or (has("head.warded.main") and has("head.says.weapon_bomb") and (seen.site or has("head.has.site")))
    direct = direct or (seen.victims and has("head.says.quiet_host") and has("head.weapon", "head.says.attack_noun", "head.foe_blow.main") and not seen.road)
    direct = direct or (toll and (seen.site_sub or (seen.ranged and has("head.struck.troops.sub"))))
    held = _held(has, seen, found)
    quiet = not any(has(f"head.says.{t}") for t in _OTHER_NEWS) and not (held or seen.us_leads or seen.road)
    named = has("head.has.site") or (seen.coalition_head and has("head.has.implied", "head.has.place", "head.has.compound"))
    blow = seen.ranged_head or any(agent_of(b) != "us" and b.form != "hurt" for b in reading.head.blows)
    return {
        "ev.rule": direct and not held, "ev.rule_led": direct and held, "ev.rule_loose": named and blow and quiet and not direct,
        "ev.toll_sub": toll and seen.site_sub, "ev.site_or_implied": direct and (seen.site_main or seen.site_sub or seen.implied),
        "ev.site_or_victims_sub": (seen.site_sub or has("head.hurt.troops.sub")) and not direct,
    }


def _held(has: Has, seen: Seen, found: dict[str, bool]) -> bool:
    """Whether the news is another: an answer, a battle, a mishap, a protest, a place far off, a figure of speech."""
    led = seen.us_leads and not ((seen.site_main or seen.implied) and seen.foe)
    fought = has("head.says.operation") and seen.hurt and not (seen.site_main or seen.ranged_head or has("head.has.insider"))
    sounds_like = has("head.says.figurative") and not (seen.foe or has("head.weapon") or seen.hurt or (seen.site_main and seen.host_place)) and not has(
        "head.has.listed base", "head.hurt.host.main", "head.hurt.civil.main")
    passing = has("head.says.travel") and seen.site_main and not has("head.struck.site.main", "head.weapon")
    nowhere = found["ev.site_nowhere"] and not (seen.foe or seen.ranged_head or has("head.weapon"))
    return fought or sounds_like or seen.elsewhere or seen.turned or led or found["ev.mishap"] or has("head.says.protest") or nowhere or passing
