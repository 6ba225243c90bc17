"""Whom the network edge believes over TLS: a root of ours is trusted by the environment, so that each refusal has one reason."""

from contextlib import AsyncExitStack
from pathlib import Path

from tests.collect.server import RSS
from tests.hostile.asking import in_environment
from tests.hostile.certificates import ELSEWHERE, LOOPBACK, authority
from tests.hostile.rude import answer, drips, rude, says


async def test_a_certificate_must_be_valid_now_for_this_name_and_signed_by_somebody_known(tmp_path: Path) -> None:
    """Expired, of tomorrow, for another name, signed by itself, no TLS at all, TLS that never answers, a redirect from good to bad."""
    made = authority(tmp_path)
    good = made.context("good", LOOPBACK)
    bad = {
        "expired": made.context("expired", LOOPBACK, last="20200102000000Z"),
        "of tomorrow": made.context("tomorrow", LOOPBACK, first="20980101000000Z"),
        "another name": made.context("other", ELSEWHERE), "signed by itself": made.self_signed(),
    }
    feed = {"/": says(answer(RSS))}
    async with AsyncExitStack() as stack:
        urls = {name: f"{await stack.enter_async_context(rude(feed, context))}/" for name, context in bad.items()}
        redirect = {"/": says(answer(RSS)), "/on": says(answer(b"", f"Location: {urls['expired']}", status="302 Found"))}
        first = await stack.enter_async_context(rude(redirect, good))
        plain = await stack.enter_async_context(rude(feed))
        silent = await stack.enter_async_context(rude({"/": drips(b"", b"", 9)}))
        urls |= {"redirect to expired": f"{first}/on", "no TLS": f"{plain.replace('http:', 'https:')}/",
                 "no answer": f"{silent.replace('http:', 'https:')}/", "plain to TLS": f"{first.replace('https:', 'http:')}/"}
        answers = await in_environment({"SSL_CERT_FILE": str(made.root)}, f"{first}/", *urls.values())
    assert answers[0]["body"] == RSS.decode(), answers[0]
    for name, failed in zip(urls, answers[1:], strict=True):
        assert failed["kind"] in {"network", "timeout"}, name
        assert failed["detail"].isprintable()
    said = dict(zip(urls, (failed["detail"] for failed in answers[1:]), strict=True))
    assert "expired" in said["expired"]
    assert "expired" in said["redirect to expired"]
    assert "not yet valid" in said["of tomorrow"]
    assert "IP address mismatch" in said["another name"]
    assert "self-signed" in said["signed by itself"] or "self signed" in said["signed by itself"]
