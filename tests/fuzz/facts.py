"""Facts: any text as title, summary and body of an article, up to the message that would be sent of it."""

from dataclasses import replace
from functools import cache

from monitor.judge.facts import read_reports
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import Article
from tests.collect.fakes import NOW
from tests.shared import ROOT

ARTICLE = Article(key="k", feed="one", outlet="A", url="http://a.example/1", title="", summary="", published=NOW,
                  seen_at=NOW, language="en")
LEADS = ("", "Rockets hit Ain al-Asad air base in Iraq on Sunday, wounding ", "A drone was shot down near Erbil at ",
         "At least ", "هاجمت طائرة مسيرة قاعدة عين الأسد ")


@cache
def gazetteer() -> Gazetteer:
    """As shipped."""
    return load_gazetteer(ROOT / "models" / "gazetteer")


def fuzz(data: bytes) -> None:
    """The first byte chooses how the text begins."""
    lead = LEADS[data[:1].ljust(1, b"\0")[0] % len(LEADS)]
    title, _, text = (lead + data[1:].decode("utf-8", "replace")).partition("\0")
    article = replace(ARTICLE, title=title[:500], summary=text[:5_000], text=text)
    for report in read_reports(article, gazetteer()):
        assert report.sentence in {*article.title.split("\n"), report.sentence}
        repr(report).encode("utf-8", "replace")
