"""A server that writes raw bytes, so that it can break every rule of HTTP; by path."""

import asyncio
import gzip
import socket
import ssl
import struct
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress

import brotli  # type: ignore[import-untyped]

from tests.collect.server import RSS

Speak = Callable[[asyncio.StreamWriter], Awaitable[None]]
PIECE = bytes(65_536)


def answer(body: bytes, *headers: str, length: int | None = None, status: str = "200 OK") -> bytes:
    """A whole answer; ``length``: what is promised instead of the truth, negative for no promise."""
    said = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/rss+xml", *headers, *([f"Content-Length: {said}"] if said >= 0 else [])]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def says(whole: bytes) -> Speak:
    """Writes these bytes and hangs up."""
    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(whole)
        await writer.drain()

    return speak


def reset(before: bytes) -> Speak:
    """Writes these bytes, then resets the connection."""
    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(before)
        await writer.drain()
        await asyncio.sleep(0.02)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return speak


def drips(before: bytes, piece: bytes, pause: float = 0.02) -> Speak:
    """Writes a piece again and again, without end."""
    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(before)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return speak


def pours(before: bytes, pieces: Iterator[bytes], sent: Counter[str]) -> Speak:
    """Writes as fast as it is read, and counts how much went out."""
    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(before)
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            sent["bytes"] += len(piece)

    return speak


def gzip_bomb(members: int) -> bytes:
    """So many times 10 MB of zeros, each in 10 kB."""
    return gzip.compress(bytes(10_000_000)) * members


def brotli_bomb() -> bytes:
    """100 MB of zeros in some hundred bytes."""
    squeezer = brotli.Compressor(quality=5)
    return b"".join([*(squeezer.process(bytes(1_000_000)) for _ in range(100)), squeezer.finish()])


PACKED = gzip.compress(RSS)
CUT_GZIP = answer(PACKED[:-20], "Content-Encoding: gzip", 'ETag: "cut"')
CUT_BROTLI = answer(brotli.compress(RSS)[:-10], "Content-Encoding: br", 'ETag: "cut"')


@asynccontextmanager
async def rude(
    paths: dict[str, Speak], context: ssl.SSLContext | None = None, host: str = "127.0.0.1", asked: Counter[str] | None = None,
) -> AsyncIterator[str]:
    """The server on a free port; yields its address without a trailing slash. ``asked`` counts the paths."""
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
            if asked is not None:
                asked[path] += 1
            await paths.get(path, says(answer(b"", status="404 Not Found")))(writer)
        writer.close()

    server = await asyncio.start_server(speak, host, 0, ssl=context)
    try:
        yield f"{'https' if context else 'http'}://{host}:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()  # not waited for: a handler may be dripping still
