"""The watches of the shipped config.yaml pass headlines of every language that they promise to carry."""

import pytest

from monitor.config import shipped_config
from monitor.judge.keywords import WatchMatcher

HEADLINES = {
    "ar": "صواريخ تستهدف قاعدة عين الأسد التي تضم قوات أمريكية",
    "fr": "Tirs de roquettes contre la base d'Aïn al-Assad abritant des soldats américains",
    "de": "Raketenangriff auf Stützpunkt Ain al-Assad mit US-Soldaten",
    "tr": "İncirlik Üssü'ne roketli saldırı",
    "fa": "حمله موشکی به پایگاه عین‌الاسد آمریکا",
    "he": "רקטות נורו לעבר בסיס עין אל-אסד שבו שוהים חיילים אמריקאים",
    "es": "Ataque con cohetes contra la base de Ain al Assad con tropas de EE.UU.",
}


@pytest.mark.parametrize("language", sorted(HEADLINES))
def test_a_headline_that_names_a_base_in_its_own_spelling_passes(language: str) -> None:
    """A headline with a base and a weapon, in the spelling usual in its language, reaches a watch that nothing excludes."""
    hits = WatchMatcher(shipped_config().watches).match(HEADLINES[language], "", language=language)
    assert [hit.watch for hit in hits if not hit.excluded_by]
