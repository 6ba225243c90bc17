"""The bot beside the service: what it is given, what administrators may do by it, what it says of the monitor."""

import asyncio
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor import wiring
from monitor.bot.around import Around
from monitor.bot.commands import Ask, Command
from monitor.bot.desk import Desk
from monitor.config.editing import NewFeed, add_feeds, switch_feed
from monitor.digest.daily import feed_health
from monitor.errors import InputError
from monitor.model import FeedCondition
from monitor.service import Service

if TYPE_CHECKING:
    from monitor.bot.receiving import Receiver

FEEDS_SHOWN = 60
LOOK = 3.0
"""Seconds after which a change of the bot is noticed."""


async def listen(service: Service) -> None:
    """Listen to readers until cancelled; another bot, or ``bot: false``, in an edited config.yaml counts within seconds."""
    while True:
        bot = service.channels.bot
        if bot is None or not service.config.bot:
            await asyncio.sleep(LOOK)
            continue
        from monitor.bot.receiving import Receiver  # python-telegram-bot is 12 MB that a monitor without a bot does without

        receiver = Receiver(bot.token, bot.api_url, bot.pace, service.store, service.on_store, service.edges.clock)
        running = asyncio.create_task(receiver.run(Desk(around(service, bot, receiver)).serve))
        try:
            while service.channels.bot == bot and service.config.bot and not running.done():
                await asyncio.wait({running}, timeout=LOOK)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await receiver.close()


def around(service: Service, bot: wiring.BotAccess, receiver: "Receiver") -> Around:
    """What the desk is given."""
    async def manage(command: Command) -> str:
        return await managed(service, command)

    async def standing() -> str:
        return await told_standing(service)

    async def door(channel: str, is_open: bool) -> None:
        await opened(service, channel) if is_open else closed(service, channel)

    return Around(
        store=service.store, on_store=service.on_store, clock=service.edges.clock, config=lambda: service.config,
        countries=tuple(sorted({base.country for base in service.brain.gazetteer.bases})), lot=wiring.draw_name,
        name_of=lambda user: wiring.reader_name(bot, user), admins=lambda: wiring.administrators(service.config), may_change=receiver.may_change,
        readers_changed=service.post.refresh_readers, manage=manage, standing=standing, door=door,
    )


def closed(service: Service, channel: str) -> None:
    """A channel put the bot out: the admin chat is told with the next look, before the first alert is refused."""
    service.post.delivery.closed[channel] = "the bot was removed from it"
    service.post.delivery.taking.discard(channel)


async def opened(service: Service, channel: str) -> None:
    """It let the bot in again: nothing waits any longer for the end of the hour."""
    service.post.delivery.closed.pop(channel, None)
    service.post.delivery.taking.add(channel)
    await service.on_store(service.store.block_channel, channel, service.edges.clock(), "the bot was let in again")


async def managed(service: Service, command: Command) -> str:
    """Carry out what an administrator asks. Raises InputError with what to write instead."""
    path = Path(service.config.path)
    match command.ask:
        case Ask.ADD_FEED:
            return await _add(service, path, command.argument)
        case Ask.PAUSE_FEED | Ask.RESUME_FEED:
            on = command.ask is Ask.RESUME_FEED
            switch_feed(path, command.argument, on=on)
            await service.reload()
            return f"{command.argument}: {'is polled again' if on else 'is not polled any more'}."
        case Ask.RELOAD:
            await service.reload()
            return service.observer.config_problem or service.observer.model_problem or "config.yaml is in force."
        case Ask.PAUSE | Ask.RESUME:
            await service.post.pause(on=command.ask is Ask.PAUSE)
            return ("Nothing is sent until /resume; everything is kept." if command.ask is Ask.PAUSE
                    else "Messages go out again; what waited long is told in one.")
        case _:
            return "\n".join(await _feeds(service))


async def _add(service: Service, path: Path, url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError("Write the address of a feed: /addfeed https://example.org/rss.xml")
    added = add_feeds(path, (NewFeed(name=f"{parts.hostname.removeprefix('www.')}{parts.path.rstrip('/')}", url=url),))
    await service.reload()
    return f"{added[0]} is polled from now on." if added else "This feed is there already."


async def _feeds(service: Service) -> list[str]:
    health = await service.on_store(feed_health, service.store, service.config, service.edges.clock())
    shown = sorted(health, key=lambda one: (one.condition is FeedCondition.OK, one.feed))
    return [f"{one.condition.value}: {one.feed} {one.what}".strip() for one in shown[:FEEDS_SHOWN]]


async def told_standing(service: Service) -> str:
    """How the monitor is doing, for anyone who asks."""
    now = service.edges.clock()
    health = await service.on_store(feed_health, service.store, service.config, now)
    counts = Counter(one.condition for one in health)
    lines = [f"{len(health)} feeds: {', '.join(f'{count} {condition.value}' for condition, count in counts.most_common())}"]
    last = max((one.last_success for one in health if one.last_success), default=None)
    lines.append(f"Last feed read {last:%d %b %H:%M} UTC" if last else "No feed was read yet")
    with suppress(StopIteration):
        told = next(i for i in await service.on_store(service.store.latest_incidents, 50) if i.alerted)
        lines.append(f"Last alert {told.updated_at:%d %b %H:%M} UTC: {told.facts.place or told.facts.country or 'place not named'}")
    return "\n".join([*lines, *(["Sending is paused by an administrator."] if service.post.paused else [])])
