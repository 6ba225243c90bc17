"""The real service on a SQLite file, its real jobs run one after another by a test that owns both clocks."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.model import Config, Parcel, SendOutcome
from monitor.model.notices import ADMIN_CHANNEL
from monitor.schedule import Job, Schedule
from monitor.service import Service
from monitor.store import Store
from tests.pipeline.fakes import World, config, entry, feed
from tests.pipeline.test_service import Chat, carry, service

IMPATIENT = timedelta(milliseconds=20)
PLENTY = 10**12
ROCKETS = "Rockets hit base [asad rocket]"


class Acting(Chat):
    """A chat during whose calls something happens."""

    def __init__(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.meanwhile = meanwhile

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Taken, and then it happens, before we hear of it."""
        answer = await super().deliver(parcel, message_id, target)
        self.meanwhile()
        return answer


class Evening:
    """One service, its chats, and the time."""

    def __init__(self, folder: Path, settings: Config | None = None, chat: Chat | None = None) -> None:
        wanted = settings or config(feeds=(feed("wire"),))
        self.database = folder / "monitor.db"
        settings = replace(wanted, store_url=f"sqlite:///{self.database}")
        self.store = Store.open(settings.store_url, IMPATIENT)
        self.world = World(settings, self.store).seen_before()
        self.chat, self.admin = chat or Chat(), Chat()
        self.steady = 1000.0
        self.service = self._started()

    def _started(self) -> Service:
        made = service(self.world, self.chat)
        made.channels.by_name[ADMIN_CHANNEL] = self.admin
        made.post.follow(made.config, made.brain, made.channels)
        made.vitals.monotonic = made.hold.monotonic = made.observer.clock_watch.monotonic = lambda: self.steady
        made.observer.free = lambda _: PLENTY
        made.schedule = Schedule(made.jobs())
        return made

    async def begin(self) -> "Evening":
        """As ``monitor run`` begins."""
        await self.service.load_states()
        await self.service.take_hold()
        return self

    async def restart(self) -> None:
        """The process ended and another one begins; the clocks go on."""
        self.service = self._started()
        await self.begin()

    def end(self) -> None:
        """Let go of the file."""
        self.store.close()

    def publish(self, slug: str, title: str = ROCKETS, source: str = "wire") -> None:
        """The feed now carries one attack more, published a minute ago."""
        url = next(f.url for f in self.world.config.feeds if f.name == source)
        known = self.world.carried.get(url, ())
        carry(self.world, source, *known, entry(slug, title, published=self.world.now - timedelta(minutes=1), seen_at=self.world.now))

    def jump(self, **by: float) -> None:
        """The clock is set; or, from the view of a process, its machine slept."""
        self.world.now += timedelta(**by)

    async def passes(self, minutes: float = 1.0) -> None:
        """So much time, both clocks alike, every job as often as the schedule has it but tick and deliver: each 15 s."""
        schedule = self.service.schedule
        for _ in range(int(minutes * 4)):
            if schedule is not None and schedule._stop.is_set():
                return
            self.world.now += timedelta(seconds=15)
            self.steady += 15
            await self.quarter()

    async def quarter(self) -> None:
        """The jobs of a quarter of a minute."""
        jobs = self.service.jobs()
        for name, job in (("sweep", jobs.sweep), ("tick", jobs.tick), ("deliver", jobs.deliver)):
            await self._run(name, job)
        if int(self.steady) % 60 < 15:
            await self._run("digest", jobs.digest)
            await self._run("notice", jobs.notice)

    async def _run(self, name: str, job: Job) -> None:
        """As the schedule runs it: an error is logged, and ends nothing else."""
        schedule = self.service.schedule
        assert schedule is not None
        schedule.start_soon(job(), name)
        while schedule._running:
            await asyncio.wait(set(schedule._running))

    @property
    def notices(self) -> list[str]:
        """What the admin chat was told."""
        return [parcel.message.plain for parcel in self.admin.got]

    @property
    def shown(self) -> list[str]:
        """Threads of the first words that the chat shows, one each time."""
        return [parcel.thread for parcel in self.chat.got if parcel.kind.value == "send"]

    @property
    def due(self) -> set[str]:
        """Threads that the chat ought to show: the incidents alerted."""
        return {incident.id for incident in self.store.latest_incidents(1000) if incident.alerted}

    def ready(self) -> bool:
        """What /readyz says."""
        return self.service.vitals.readiness().ready

