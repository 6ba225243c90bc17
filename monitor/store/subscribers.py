"""Readers who subscribed by themselves, and the places a chat does not want to hear of."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from monitor.model.readers import Audience, Reader
from monitor.store import schema
from monitor.store.codec import READERS, clean
from monitor.store.section import Section, insert, replacing
from monitor.store.times import from_ms, to_ms

_R = schema.readers.c
_M = schema.mutes.c
_O = schema.outbox.c


class Subscribers(Section):
    """Who asked to be told; nothing but the chat's number is known of a person."""

    def subscribe(self, reader: Reader) -> None:
        """Keep the wishes of a chat; a chat has one subscription, a second one replaces it."""
        row = {"id": clean(reader.id), "chat": clean(reader.chat), "since": to_ms(reader.since), "body": READERS.encode(reader)}
        with self._database.writing(durable=True) as connection:
            connection.execute(delete(schema.readers).where(_R.chat == row["chat"], _R.id != row["id"]))
            connection.execute(replacing(connection.dialect.name, schema.readers, ("id",)), row)

    def unsubscribe(self, chat: str) -> bool:
        """Forget a chat: its row, its mutes, its messages and their ids. Returns whether it was subscribed."""
        with self._database.writing(durable=True) as connection:
            reader = connection.execute(select(_R.id).where(_R.chat == clean(chat))).scalar()
            if reader is None:
                return False
            _drop_messages(connection, str(reader))
            connection.execute(delete(schema.mutes).where(_M.channel == reader))
            connection.execute(delete(schema.readers).where(_R.id == reader))
        self._database.take_back_log()  # older versions of its rows stand there
        return True

    def pause_reader(self, chat: str, now: datetime) -> bool:
        """A chat blocked the bot: its wishes stay, its messages and their ids go. Returns whether it was being told."""
        reader = self.reader_of(chat)
        if reader is None or reader.paused_at is not None:
            return False
        with self._database.writing(durable=True) as connection:
            _drop_messages(connection, reader.id)
            body = READERS.encode(replace(reader, paused_at=now))
            return connection.execute(update(schema.readers).where(_R.id == reader.id).values(body=body)).rowcount > 0

    def resume_reader(self, chat: str) -> bool:
        """A chat that was paused takes messages again. Returns whether it was paused."""
        reader = self.reader_of(chat)
        if reader is None or reader.paused_at is None:
            return False
        self.subscribe(replace(reader, paused_at=None))
        return True

    def drop_paused(self, before: datetime) -> tuple[str, ...]:
        """Forget the chats that were paused before then, as by :meth:`unsubscribe`; returns them."""
        gone = tuple(reader.chat for reader in self.paused_readers() if reader.paused_at and reader.paused_at < before)
        return tuple(chat for chat in gone if self.unsubscribe(chat))

    def readers(self) -> tuple[Reader, ...]:
        """Every subscription that is told, oldest first; not those that are paused."""
        with self._database.reading() as connection:
            return _readers(connection)

    def paused_readers(self) -> tuple[Reader, ...]:
        """The subscriptions of chats that blocked the bot."""
        with self._database.reading() as connection:
            return tuple(reader for reader in _every(connection) if reader.paused_at is not None)

    def reader_of(self, chat: str) -> Reader | None:
        """The subscription of a chat."""
        with self._database.reading() as connection:
            body = connection.execute(select(_R.body).where(_R.chat == clean(chat))).scalar()
        return None if body is None else READERS.decode(body)

    def mute(self, channel: str, place: str, until: datetime) -> None:
        """New attacks at this place are not told in this channel until then."""
        row = {"channel": clean(channel), "place": clean(place), "until": to_ms(until)}
        with self._database.writing(durable=True) as connection:
            statement = insert(connection, schema.mutes)
            connection.execute(statement.on_conflict_do_update(
                index_elements=["channel", "place"], set_={"until": statement.excluded.until}), row)

    def unmute(self, channel: str) -> int:
        """Lift every mute of a channel; returns how many there were."""
        with self._database.writing(durable=True) as connection:
            return connection.execute(delete(schema.mutes).where(_M.channel == clean(channel))).rowcount

    def move_reader(self, chat: str, new_chat: str) -> None:
        """A group became a supergroup: the same subscription under its new number."""
        reader = self.reader_of(chat)
        if reader is not None:
            self.subscribe(replace(reader, chat=new_chat))

    def forget_name(self, who: str) -> None:
        """What this reader said is kept for training, who said it is not."""
        said = schema.reader_verdicts
        with self._database.writing(durable=True) as connection:
            connection.execute(update(said).where(said.c.who == clean(who)).values(who="someone"))

    def audience(self, now: datetime) -> Audience:
        """The readers, and the mutes in force."""
        with self._database.reading() as connection:
            return read_audience(connection, now)


def read_audience(connection: Connection, now: datetime) -> Audience:
    """Inside a transaction: the readers, and the mutes in force."""
    muted = connection.execute(select(schema.mutes).where(_M.until > to_ms(now))).all()
    return Audience(readers=_readers(connection), mutes={(row.channel, row.place): from_ms(row.until) for row in muted})


def _readers(connection: Connection) -> tuple[Reader, ...]:
    return tuple(reader for reader in _every(connection) if reader.paused_at is None)


def _drop_messages(connection: Connection, reader: str) -> None:
    lanes = (reader, f"{reader} (map)")
    connection.execute(delete(schema.outbox).where(_O.channel.in_(lanes)))
    connection.execute(delete(schema.channels).where(schema.channels.c.channel.in_(lanes)))


def _every(connection: Connection) -> tuple[Reader, ...]:
    return tuple(READERS.decode(body) for body in connection.scalars(select(_R.body).order_by(_R.since, _R.id)))
