"""The invented outlets, served on loopback (aiohttp.web)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from aiohttp import web

from monitor.demo import stories


@dataclass(slots=True)
class Outlets:
    """A web server whose feeds grow from scene to scene."""

    clock: Callable[[], datetime]
    scene: int = 1
    base: str = ""
    _runner: web.AppRunner | None = None
    _opened: datetime | None = field(default=None)

    async def start(self) -> None:
        """Serve on a free port."""
        self._opened = self.clock()
        app = web.Application()
        app.add_routes([web.get("/feed/{number}", self._feed), web.get("/robots.txt", self._robots),
                        web.get("/{path:.+}", self._page)])
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        assert site._server is not None  # noqa: SLF001  the only way to learn the port that was free
        self.base = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[attr-defined]  # noqa: SLF001

    async def stop(self) -> None:
        """Stop serving."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _feed(self, request: web.Request) -> web.Response:
        outlet = stories.OUTLETS[int(request.match_info["number"])]
        body = stories.feed(outlet, self.scene, self.base, self._opened or self.clock())
        etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=body, content_type="application/rss+xml", headers={"ETag": etag})

    async def _robots(self, _: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nAllow: /\n")

    async def _page(self, request: web.Request) -> web.Response:
        body = stories.page(f"/{request.match_info['path']}", self._opened or self.clock())
        return web.Response(body=body, content_type="text/html") if body else web.Response(status=404)
