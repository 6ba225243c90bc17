"""Invented stories, told by invented outlets one after another. Nothing here happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article: which outlet tells it, from which scene on."""

    outlet: str
    path: str
    scene: int
    minutes_ago: int
    title: str
    summary: str
    body: str


OUTLETS = ("Harbour Wire", "Morning Courier", "Desert Post")

_FIRST = (
    "BAGHDAD (Harbour Wire) - Six rockets were fired at the Ain al-Asad air base in western Iraq on {day} evening, a "
    "coalition official said. Four of them landed inside the perimeter of the base, which houses American troops, and "
    "damaged a storage hangar. Two service members were wounded, the official said. \n\nNo group has claimed "
    "responsibility so far. Iraqi security forces found a launcher mounted on a truck a few kilometres away and closed "
    "the road to the town of Hit while they searched the area. \n\nThe base in Anbar province has hosted foreign forces "
    "for many years. Residents said they heard sirens shortly after the evening prayer and then a row of blasts."
)

STORIES = (
    Story(
        outlet="Harbour Wire", path="/harbour/asad", scene=1, minutes_ago=12,
        title="Six rockets fired at Ain al-Asad air base in Iraq, two US service members wounded",
        summary="Six rockets were fired at the Ain al-Asad air base in western Iraq, wounding two American service members, "
                "a coalition official said.",
        body=_FIRST),
    Story(
        outlet="Harbour Wire", path="/harbour/budget", scene=1, minutes_ago=20,
        title="Coalition comes under fire over budget in parliament",
        summary="The opposition attacked the governing coalition's spending plans in a heated session on Tuesday.",
        body="Ministers defended the plan. The vote is expected next week."),
    Story(
        outlet="Morning Courier", path="/courier/iraq-base", scene=2, minutes_ago=6,
        title="Rockets strike Iraqi base hosting US troops, two wounded",
        summary="Six rockets were fired at the Ain al-Asad air base in western Iraq, wounding two American service members, "
                "a coalition official said.",
        body=_FIRST),
    Story(
        outlet="Morning Courier", path="/courier/response", scene=2, minutes_ago=5,
        title="Washington vows to respond after rocket attack on Ain al-Asad",
        summary="The Pentagon said it would answer at a time and place of its choosing.",
        body="A spokeswoman declined to give details of any plan. Lawmakers called for restraint."),
    Story(
        outlet="Desert Post", path="/desert/asad-toll", scene=3, minutes_ago=1,
        title="One American soldier dies of wounds after rocket attack on Ain al-Asad base, US Central Command says",
        summary="One US soldier was killed and four were wounded when six rockets hit the Ain al-Asad air base in Iraq, the US "
                "Central Command said in a statement.",
        body="One US soldier was killed and four were wounded when six rockets hit the Ain al-Asad air base in western Iraq on "
             "{day} evening, the US Central Command said in a statement. The statement blamed an Iran-backed militia for "
             "the attack. Medics flew two of the wounded to a hospital in Baghdad, it added. The command said the base "
             "remained fully able to work."),
)


def feed(outlet: str, scene: int, base: str, now: datetime) -> bytes:
    """The outlet's RSS document at this scene."""
    items = "".join(_item(story, base, now) for story in STORIES if story.outlet == outlet and story.scene <= scene)
    return (f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{outlet}</title>'
            f"<language>en</language>{items}</channel></rss>").encode()


def _item(story: Story, base: str, now: datetime) -> str:
    published = format_datetime(now - timedelta(minutes=story.minutes_ago))
    return (f"<item><title>{escape(story.title)}</title><link>{base}{story.path}</link><guid>{base}{story.path}</guid>"
            f"<pubDate>{published}</pubDate><description>{escape(story.summary)}</description></item>")


def page(path: str, now: datetime) -> bytes | None:
    """The article page behind a link; None where there is none."""
    story = next((story for story in STORIES if story.path == path), None)
    if story is None:
        return None
    # The last evening at the base (UTC+3) that is over or well begun, whenever the demo is run.
    evening = now + timedelta(hours=3) - timedelta(hours=20)
    paragraphs = "".join(f"<p>{escape(part.strip())}</p>" for part in story.body.format(day=f"{evening:%A}").split("\n\n"))
    return (f'<!doctype html><html lang="en"><head><title>{escape(story.title)}</title></head><body><nav>Home World Sport'
            f"</nav><article><h1>{escape(story.title)}</h1>{paragraphs}</article><footer>{story.outlet}</footer></body>"
            "</html>").encode()
