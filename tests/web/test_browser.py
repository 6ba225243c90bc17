"""The review pages in a real browser: phone and desktop, light and dark, by keyboard, without JavaScript."""

import io
import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Route, async_playwright

from monitor.config import load_config
from monitor.model import Plan
from monitor.store import Store
from tests.alert.makers import facts, incident
from tests.config.texts import GOOD
from tests.digest.test_rendering import HOSTILE
from tests.web.test_pages import PATHS, served, stored

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
CONTRAST = """() => {
  const light = c => { const [r,g,b] = c.map(v => { v /= 255; return v <= .03928 ? v/12.92 : ((v+.055)/1.055)**2.4; }); return .2126*r+.7152*g+.0722*b; };
  const rgb = s => (s.match(/[0-9.]+/g) || []).map(Number);
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) return c.slice(0,3); } return matchMedia('(prefers-color-scheme: dark)').matches ? [18,18,18] : [255,255,255]; };
  return [...document.querySelectorAll('main *, header *, footer *')].filter(e => !e.closest('svg') && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .map(e => { const a = light(rgb(getComputedStyle(e).color).slice(0,3)), b = light(ground(e)); return [(Math.max(a,b)+.05)/(Math.min(a,b)+.05), e.outerHTML.slice(0,120)]; })
    .filter(([ratio]) => ratio < 4.5);
}"""
"""Words whose contrast with what is behind them is under 4.5 to 1 (WCAG 2.1, AA)."""

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine; .ci/browser installs it")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium without a screen."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        await opened.close()


@pytest.fixture
async def site(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[tuple[str, Store]]:
    """The pages' address and the store behind them."""
    path = tmp_path / "config.yaml"
    path.write_text(f"{GOOD}\nweb: 127.0.0.1:{unused_tcp_port}\n", encoding="utf-8")
    config = load_config(path)
    with stored() as store:
        page = await served(config, store)
        yield f"http://{config.web_bind}", store
        await page.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_pages_fit_and_can_be_read(browser: Browser, site: tuple[str, Store], width: int, scheme: str) -> None:
    """Nothing is wider than the screen, every word stands out from its ground, nothing is refused or missing."""
    context = await browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = await context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for path in PATHS:
        await page.goto(site[0] + path)
        wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (path, wide)
        assert await page.evaluate(CONTRAST) == [], path
        if folder := os.environ.get("SCREENSHOTS"):
            await page.screenshot(path=f"{folder}/{path.strip('/').replace('/', '_').partition('?')[0] or 'day'}-{width}-{scheme}.png", full_page=True)
    assert problems == []


async def test_the_queue_is_worked_through_by_keys(browser: Browser, site: tuple[str, Store]) -> None:
    """Next, missed, undo: no mouse."""
    page = await browser.new_page()
    await page.goto(f"{site[0]}/queue?day=2026-03-01&days=31")
    for _ in range(3):
        await page.keyboard.press("j")
    async with page.expect_navigation():
        await page.keyboard.press("m")
    assert [v.kind for v in site[1].reader_verdicts()] == ["missed"]
    async with page.expect_navigation():
        await page.keyboard.press("u")
    assert site[1].reader_verdicts() == ()


async def test_everything_works_without_javascript(browser: Browser, site: tuple[str, Store]) -> None:
    """By its buttons."""
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{site[0]}/queue?day=2026-03-01&days=31")
    await page.get_by_role("button", name="Missed").click()
    assert [v.kind for v in site[1].reader_verdicts()] == ["missed"]
    await page.get_by_role("button", name="Undo").click()
    assert site[1].reader_verdicts() == ()


async def test_a_hostile_title_stays_words_in_a_browser(browser: Browser, site: tuple[str, Store]) -> None:
    """No page asks anything, opens anything or runs anything that a stranger wrote."""
    page = await browser.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith(site[0]) else None)
    for path in ("/", "/incident/bad", "/queue?day=2026-03-01&days=31"):
        await page.goto(site[0] + path)
        assert HOSTILE in await page.inner_text("main"), path
        assert await page.locator("a[href^='javascript'], a[href^='data']").count() == 0
    assert asked == []


async def test_the_first_stop_of_the_tab_key_leads_past_the_navigation(browser: Browser, site: tuple[str, Store]) -> None:
    """Then every page has one main part and a named navigation, and tables name their columns."""
    page = await browser.new_page()
    for path in PATHS:
        if path.startswith("/digest"):
            continue
        await page.goto(site[0] + path)
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.textContent") == "Skip to the content"
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "content", path
        assert await page.locator("main").count() == 1
        assert await page.locator("nav:not([aria-label])").count() == 0
        assert await page.locator("table:not(:has(th[scope=col]))").count() == 0


async def test_keys_can_be_switched_off_and_are_not_heard_while_typing(browser: Browser, site: tuple[str, Store]) -> None:
    """Who speaks to the machine, or fills in a field, judges nothing by chance."""
    page = await browser.new_page()
    await page.goto(f"{site[0]}/queue?day=2026-03-01&days=31")
    await page.focus("#days")
    await page.keyboard.press("r")
    await page.locator("main").focus()
    await page.keyboard.press("?")
    await page.get_by_label("Listen to keys").uncheck()
    await page.keyboard.press("r")
    await page.goto(f"{site[0]}/queue?day=2026-03-01&days=31")
    await page.keyboard.press("r")
    assert site[1].reader_verdicts() == ()
    await page.keyboard.press("?")
    await page.get_by_label("Listen to keys").check()
    async with page.expect_navigation():
        await page.keyboard.press("r")
    assert [v.kind for v in site[1].reader_verdicts()] == ["right"]


async def test_tiles_of_a_configured_server_are_shown_and_nothing_else_is_asked(
    browser: Browser, tmp_path: Path, unused_tcp_port: int,
) -> None:
    """The policy of the page lets these images in, they stand behind the pins, and no other host hears of the reader."""
    path = tmp_path / "config.yaml"
    path.write_text(f"{GOOD}\nweb: 127.0.0.1:{unused_tcp_port}\nmap_tiles: https://tiles.example/{{z}}/{{x}}/{{y}}.png\n", encoding="utf-8")
    config, asked, problems = load_config(path), list[str](), list[str]()
    out = io.BytesIO()
    Image.new("RGB", (256, 256), "#abcdef").save(out, "PNG")

    async def tile(route: Route) -> None:
        asked.append(route.request.url)
        await route.fulfill(body=out.getvalue(), content_type="image/png")

    with stored() as store:
        placed = incident(id="placed", alerted=True, facts=facts(base_id="ain-al-asad-air-base", lat=33.79, lon=42.44))
        store.commit(Plan(incidents=(placed,)))
        pages = await served(config, store)
        context = await browser.new_context()
        await context.route(lambda url: not url.startswith(f"http://{config.web_bind}"), tile)
        page = await context.new_page()
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        await page.goto(f"http://{config.web_bind}/day/2026-03-01")
        await page.wait_for_load_state("networkidle")
        shown = await page.locator("main svg image").count()
        await context.close()
        await pages.close()
    assert problems == []
    assert len(asked) == shown > 3
    assert all(re.fullmatch(r"https://tiles\.example/\d+/\d+/\d+\.png", url) for url in asked)
