"""Page or summary: what an article rests on after its page was asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.collect.reading import PageReader
from monitor.collect.robots import RobotsRules
from monitor.model import Article, Body, DateQuality, Failed, FailureKind, Fetched, Page, RestsOn, Unreadable
from tests.collect.fakes import NOW, FakeExtractor, FakeHttp, FakeRobots, body, settings

ARTICLE = Article(key="k", feed="one", outlet="A", url="http://a.example/1", title="T", summary="S", published=NOW,
                  seen_at=NOW)
PAGE = Page(url=ARTICLE.url, title="P", text="word " * 100, language="en", byline="B")


async def _read(
    article: Article, fetched: Fetched, page: Page | Unreadable, *, allowed: bool = True,
) -> tuple[Article, FakeHttp]:
    http = FakeHttp(fetched)
    reader = PageReader(http, FakeRobots(allowed=allowed), FakeExtractor(page), settings(), lambda: NOW)
    return await reader.read(article), http


async def test_a_page_that_was_read_is_what_the_article_rests_on() -> None:
    """Its text is taken; what the feed said of title and date stays, what it left out is filled."""
    article, _ = await _read(ARTICLE, body(b"x"), PAGE)
    assert (article.rests_on, article.text, article.title) == (RestsOn.PAGE, PAGE.text, "T")
    assert (article.language, article.byline, article.published) == ("en", "B", NOW)


@pytest.mark.parametrize(("fetched", "page"), [
    (Failed(url="", kind=FailureKind.TIMEOUT, detail="slow"), PAGE),
    (body(b"x"), Unreadable(url="", reason="no text")),
    (body(b"x"), replace(PAGE, text="We use cookies")),
])
async def test_where_the_page_gives_nothing_the_summary_serves(fetched: Body | Failed, page: Page | Unreadable) -> None:
    """A failed fetch, an unreadable page, a cookie wall: the article is unchanged."""
    assert (await _read(ARTICLE, fetched, page))[0] == ARTICLE


async def test_a_longer_text_of_the_feed_is_kept() -> None:
    """A page that is shorter than what the feed carries adds nothing."""
    full = replace(ARTICLE, text="word " * 500, rests_on=RestsOn.FEED)
    assert (await _read(full, body(b"x"), PAGE))[0] == full


async def test_nothing_is_asked_without_a_link_or_against_robots() -> None:
    """No request leaves."""
    assert not (await _read(replace(ARTICLE, url=""), body(b"x"), PAGE))[1].asked
    assert not (await _read(ARTICLE, body(b"x"), PAGE, allowed=False))[1].asked


@pytest.mark.parametrize(("quality", "taken"), [(DateQuality.EXACT, True), (DateQuality.DAY, False)])
async def test_a_page_dates_an_entry_without_date_only_where_exact(quality: DateQuality, taken: bool) -> None:
    """A guessed day is not taken, nor a time that lies ahead."""
    early = NOW - timedelta(days=2)
    undated = replace(ARTICLE, date_quality=DateQuality.MISSING)
    article, _ = await _read(undated, body(b"x"), replace(PAGE, published=early, date_quality=quality))
    assert article.published == (early if taken else NOW)
    ahead = replace(PAGE, published=NOW + timedelta(days=1), date_quality=DateQuality.EXACT)
    assert (await _read(undated, body(b"x"), ahead))[0].published == NOW


async def test_robots_rules_are_kept_a_day_and_a_failure_half_an_hour() -> None:
    """By the clock that is passed in."""
    moment = NOW
    http = FakeHttp(Failed(url="", kind=FailureKind.SERVER, detail=""))
    rules = RobotsRules(http, settings(), lambda: moment)
    assert not await rules.allowed("http://a.example/1")
    http.answer, moment = body(b"User-agent: *\nAllow: /"), NOW + timedelta(minutes=29)
    assert not await rules.allowed("http://a.example/1")
    moment = NOW + timedelta(minutes=31)
    assert await rules.allowed("http://a.example/1")
    http.answer, moment = body(b"User-agent: *\nDisallow: /"), NOW + timedelta(hours=24)
    assert await rules.allowed("http://a.example/1")
    moment = NOW + timedelta(hours=25)
    assert not await rules.allowed("http://a.example/1")
    assert len(http.asked) == 3
