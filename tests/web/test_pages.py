"""The review pages over a real server on loopback: every page answers, forms work, and nobody else's forms do."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from monitor import wiring
from monitor.config import load_config, read_config
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.judging import Judge
from monitor.judge.keywords import WatchMatcher
from monitor.model import Config, Decision, Held, HeldReason, Label, Plan, Score, Verdict
from monitor.store import Store
from monitor.web.search import SHOWN
from monitor.web.server import Page, open_page
from monitor.web.site import Answer, Around
from tests.alert.fakes import Clock, inline
from tests.alert.makers import NOW, article, facts, incident, member
from tests.config.texts import GOOD
from tests.digest.test_rendering import HOSTILE, parsed

PATHS = ("/", "/queue", "/search", "/search?q=blast+camp&reason=below_threshold", "/feeds", "/keywords", "/archive", "/archive?year=2026", "/quality",
         "/incident/i7q2", "/item?key=near", "/digest/2026-03-01", "/day/2026-03-01")


class Model:
    """Everything with a keyword is an attack."""

    model_id, threshold = "fake", 0.5

    def judges(self, _: object) -> bool:
        """Any language."""
        return True

    def score(self, articles: object) -> list[Score]:
        """One each."""
        return [Score(label=Label.ATTACK, probability=0.9) for _ in articles]  # type: ignore[attr-defined]


@dataclass
class Desk:
    """A reader's browser, and the store behind the pages."""

    session: aiohttp.ClientSession
    store: Store
    config: Path

    async def page(self, path: str) -> str:
        """A page that answers."""
        async with self.session.get(path) as answer:
            text = await answer.text()
            assert answer.status == 200, (path, answer.status, text[:300])
            return text

    async def send(self, path: str, page: str, /, headers: Any = None, **fields: str) -> tuple[int, str]:
        """Send a form that ``page`` showed."""
        code = re.search(r'name="form" value="([^"]+)"', await self.page(page))
        assert code is not None
        async with self.session.post(path, data={"form": code[1], **fields}, headers=headers, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location", "") or await answer.text()


def stored() -> Store:
    """Two alerts, one of them hostile, and a near miss."""
    store = Store.in_memory()
    near = article(key="near", title="Blast heard near a camp in Iraq", url="https://east.example/near", seen_at=NOW)
    verdict = Verdict(article="near", label=Label.NONE, probability=0.2, alert=False)
    held = Held(article="near", reason=HeldReason.BELOW_THRESHOLD)
    bad = incident(id="bad", alerted=True, facts=facts(place=HOSTILE), members=(member(outlet=HOSTILE, url="javascript:alert(1)"),))
    store.commit(Plan(decisions=(Decision(article=near, verdict=verdict, held=held),), incidents=(incident(alerted=True), bad)))
    return store


async def served(config: Config, store: Store, **around: object) -> Page:
    """The pages of this store."""
    model = Model()
    brain = wiring.Brain(Judge(config.watches, WatchMatcher(config.watches), model), Gazetteer((), ()), model,
                         (wiring.model_dir(config), config.places))

    async def own() -> wiring.Brain:
        return brain

    async def ready() -> Answer:
        return Answer(body=b"{}", content_type="application/json", status=503)

    page = await open_page(config, store, Clock(), inline, Around(
        config=lambda: load_config(Path(config.path)) if Path(config.path).exists() else config,
        brain=own, answers={"/readyz": ready}, **around))  # type: ignore[arg-type]
    assert page is not None
    return page


@pytest.fixture
async def desk(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Desk]:
    """A browser on the pages."""
    path = tmp_path / "config.yaml"
    path.write_text(f"{GOOD}\nweb: 127.0.0.1:{unused_tcp_port}\n", encoding="utf-8")
    config = load_config(path)
    with stored() as store:
        page = await served(config, store)
        async with aiohttp.ClientSession(f"http://{config.web_bind}") as session:
            yield Desk(session, store, path)
        await page.close()


@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_valid_and_keeps_foreign_text_text(desk: Desk, path: str) -> None:
    """Balanced, no script but our own, every input labelled, no address a browser should not open."""
    page = parsed(await desk.page(path))
    labelled = {value for tag, name, value in page.found if (tag, name) == ("label", "for")}
    identified = {value for tag, name, value in page.found if tag in {"input", "select", "textarea"} and name == "id"}
    assert identified - {"keys"} <= labelled
    assert {value for tag, name, value in page.found if (tag, name) == ("script", "src")} <= {"/static/keys.js"}
    assert all(v.startswith(("https://", "http://", "/", "#")) for _, name, v in page.found if name in {"href", "action"})
    assert sum(tag == "h1" for tag, _, _ in page.found) >= 1


async def test_a_day_to_come_has_no_digest(desk: Desk) -> None:
    """That nothing was reported would not be true."""
    async with desk.session.get("/digest/2999-01-01") as answer:
        assert (answer.status, "not come yet" in await answer.text()) == (404, True)


async def test_headings_are_in_order(desk: Desk) -> None:
    """No level is left out: people who cannot see move by them."""
    for path in PATHS:
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", await desk.page(path))]
        assert levels[0] == 1, path
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), (path, levels)


async def test_a_verdict_is_kept_and_taken_back(desk: Desk) -> None:
    """From the queue; what is judged leaves it."""
    assert "Blast heard near a camp" in await desk.page("/queue?day=2026-03-01&days=31")
    assert await desk.send("/verdict", "/queue", article="near", kind="missed", back="/queue") == (303, "/queue")
    assert [v.kind for v in desk.store.reader_verdicts()] == ["missed"]
    assert await desk.send("/undo", "/queue", back="/queue") == (303, "/queue")
    assert desk.store.reader_verdicts() == ()
    status, _ = await desk.send("/verdict", "/queue", article="near", kind="right")
    assert status == 400
    status, _ = await desk.send("/verdict", "/queue", article="nobody", kind="missed")
    assert status == 404


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_a_form_of_another_site_changes_nothing(desk: Desk, headers: dict[str, str]) -> None:
    """Whatever it carries."""
    status, _ = await desk.send("/verdict", "/queue", headers, article="near", kind="missed")
    assert (status, desk.store.reader_verdicts()) == (403, ())
    async with desk.session.post("/verdict", data={"article": "near", "kind": "missed"}) as answer:
        assert answer.status == 403


async def test_a_name_that_is_not_ours_is_refused(desk: Desk) -> None:
    """Another site may have its own name point here."""
    async with desk.session.get("/", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 421


async def test_headers_allow_nothing_foreign(desk: Desk) -> None:
    """No style, script or frame from elsewhere, nothing inline."""
    async with desk.session.get("/queue") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


async def test_an_edit_of_keywords_is_tried_before_it_is_saved(desk: Desk) -> None:
    """Trying shows what would be gained and changes nothing; what was tried can be saved, and comments stay."""
    before = desk.config.read_text(encoding="utf-8")
    watch = load_config(desk.config).watches[0]
    words = {"keywords": "Iraq\ncamp", "together_with": "", "exclude": ""}
    status, text = await desk.send("/keywords", "/keywords", watch=watch.name, do="try", **words)
    assert (status, "items of 3 days" in text, desk.config.read_text(encoding="utf-8")) == (200, True, before)
    proof = re.search(r'name="proof" value="([^"]+)"', text)
    assert proof is not None
    status, where = await desk.send("/keywords", "/keywords", watch=watch.name, do="save", proof=proof[1], **words)
    assert (status, where) == (303, "/keywords?saved=1")
    saved = load_config(desk.config)
    assert saved.watches[0].keywords == ("Iraq", "camp")
    assert (saved.feeds, "# what follows is about watches" in desk.config.read_text(encoding="utf-8")) == (read_config(before).feeds, True)


async def test_what_was_not_tried_is_not_saved(desk: Desk) -> None:
    """Nor what was tried with other words, or on a file that has changed since; nonsense is refused with a sentence."""
    before = desk.config.read_text(encoding="utf-8")
    watch, words = load_config(desk.config).watches[0].name, {"keywords": "Iraq\ncamp", "together_with": "", "exclude": ""}
    _, text = await desk.send("/keywords", "/keywords", watch=watch, do="try", **words)
    proof = re.search(r'name="proof" value="([^"]+)"', text)
    assert proof is not None
    for sent in ({**words, "proof": ""}, {**words, "proof": proof[1], "keywords": "else"}):
        assert "try it again" in (await desk.send("/keywords", "/keywords", watch=watch, do="save", **sent))[1]
    assert desk.config.read_text(encoding="utf-8") == before
    desk.config.write_text(f"{before}# edited by hand\n", encoding="utf-8")
    assert "try it again" in (await desk.send("/keywords", "/keywords", watch=watch, do="save", proof=proof[1], **words))[1]
    status, text = await desk.send("/keywords", "/keywords", watch=watch, do="try", keywords="", together_with="", exclude="")
    assert (status, "Not saved" in text) == (200, True)
    assert desk.config.read_text(encoding="utf-8") == f"{before}# edited by hand\n"


async def test_search_finds_by_words_feed_and_reason(desk: Desk) -> None:
    """Accents and capitals do not matter; what is not there is not found."""
    assert "Blast heard near a camp" in await desk.page("/search?q=BLAST")
    assert "Blast heard near a camp" not in await desk.page("/search?q=parade")
    assert "Blast heard near a camp" not in await desk.page("/search?reason=stale")
    assert "Blast heard near a camp" in await desk.page("/search?since=2026-03-01&until=2026-03-01")
    assert "Blast heard near a camp" not in await desk.page("/search?until=2026-02-28")
    assert "Blast heard near a camp" not in await desk.page("/search?since=2026-03-02")


async def test_search_leads_through_every_item_once(desk: Desk) -> None:
    """Page by page, also where many were seen in one moment and a page ends among them."""
    many = [article(key=f"m{n}", title=f"parade number {n} end", seen_at=NOW - timedelta(seconds=n // 100)) for n in range(1234)]
    desk.store.commit(Plan(decisions=tuple(Decision(article=a, held=Held(article=a.key, reason=HeldReason.NO_WATCH)) for a in many)))
    path, seen = "/search?q=parade", []
    while path:
        text = await desk.page(path)
        seen += re.findall(r"parade number (\d+) end", text)
        assert text.count('<li><a href="/item') <= SHOWN
        more = re.search(r'class="button" href="([^"]+)"', text)
        path = more[1].replace("&amp;", "&") if more else ""
    assert sorted(map(int, seen)) == list(range(1234))


async def test_programs_are_served(desk: Desk) -> None:
    """Feeds with an ETag, GeoJSON, CAP, readiness."""
    for path, kind in (("/feed.atom", "application/atom+xml"), ("/feed.json", "application/feed+json"), ("/incidents.geojson", "application/geo+json"),
                       ("/cap/i7q2.xml", "application/cap+xml")):
        async with desk.session.get(path) as answer:
            assert (answer.status, answer.content_type) == (200, kind)
            tag = answer.headers["ETag"]
        async with desk.session.get(path, headers={"If-None-Match": tag}) as answer:
            assert answer.status == 304
    async with desk.session.get("/cap/none.xml") as answer:
        assert answer.status == 404
    async with desk.session.get("/readyz") as answer:
        assert answer.status == 503


@pytest.mark.parametrize("path", ["/nothing", "/incident/none", "/item?key=none", "/day/2026-13-01", "/archive?year=99999", "/search?from=x-1", "/queue?days=9999999999"])
async def test_what_is_not_there_is_told_in_a_sentence(desk: Desk, path: str) -> None:
    """No trace, no server words."""
    async with desk.session.get(path) as answer:
        text = await answer.text()
        assert answer.status in {200, 404}
        assert "Traceback" not in text


async def test_elsewhere_a_token_is_asked_for(tmp_path: Path, unused_tcp_port: int) -> None:
    """Signed in by the form, or by programs' headers; a few wrong tries end it."""
    path = tmp_path / "config.yaml"
    path.write_text(f"{GOOD}\nweb: 127.0.0.1:{unused_tcp_port}\nweb_token: env:T\n", encoding="utf-8")
    config = load_config(path)
    with stored() as store:
        page = await served(config, store, secret=lambda _: "s3cret-token-of-length")
        async with aiohttp.ClientSession(f"http://{config.web_bind}", cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            reader = Desk(session, store, path)
            async with session.get("/queue", allow_redirects=False) as answer:
                assert (answer.status, answer.headers["Location"]) == (303, "/login?to=/queue")
            async with session.get("/feed.atom", headers={"Authorization": "Bearer s3cret-token-of-length"}) as answer:
                assert answer.status == 200
            assert (await reader.send("/login", "/login", token="wrong", to="/queue"))[0] == 403
            assert await reader.send("/login", "/login", token="s3cret-token-of-length", to="/queue") == (303, "/queue")
            assert "Queue" in await reader.page("/queue")
        await page.close()


async def test_split_and_merge_by_a_reader(desk: Desk) -> None:
    """An incident of two accounts is parted and put together again; an old page is refused."""
    two = incident(id="two", alerted=True, channels=("chat",), opened_at=NOW - timedelta(hours=2), members=(member("a"), member("b", outlet="Gulf")))
    desk.store.commit(Plan(incidents=(two,)))
    status, _ = await desk.send("/incident/two/split", "/incident/two", article="b", revision="99")
    assert status == 409
    status, where = await desk.send("/incident/two/split", "/incident/two", article="b", revision=str(two.revision))
    assert status == 303
    other = where.rpartition("/")[2]
    assert other != "two"
    assert [(p.thread, p.kind.value, p.about.value) for name in ("two", other) for p in desk.store.parcels_of(name)] == [
        ("two", "edit", "correction"), ("two", "reply", "correction"), (other, "send", "new")]
    now = desk.store.incident("two")
    assert now is not None
    assert [m.article for m in now.members] == ["a"]
    status, where = await desk.send("/incident/two/merge", "/incident/two", other=other, revision=str(now.revision))
    assert (status, where) == (303, "/incident/two")
    whole, gone = desk.store.incident("two"), desk.store.incident(other)
    assert whole is not None
    assert gone is not None
    assert ({m.article for m in whole.members}, gone.merged_into) == ({"a", "b"}, "two")
    assert [p.kind.value for p in desk.store.parcels_of(other)] == ["send", "edit", "reply"]
    assert "Told together with two." in desk.store.parcels_of(other)[1].message.plain
    assert (await desk.send(f"/incident/{other}/split", f"/incident/{other}", article="b", revision=str(gone.revision)))[0] == 400
