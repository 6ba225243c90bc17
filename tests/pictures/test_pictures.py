"""What a picture holds: no false pin, no words over words, the same in SVG and PNG, without asking the machine for anything."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from monitor.errors import ModelFileError
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import Base, Facts, Incident, Status, Weapon
from monitor.pictures import (
    Atlas, TimelineRow, alert_map_png, alert_map_svg, day_map_png, day_map_svg, load_atlas, timeline_png, timeline_svg,
)
from monitor.pictures.alert_map import alert_map, view_of_country
from monitor.pictures.labels import box_of
from monitor.pictures.png import written
from monitor.pictures.projection import around
from monitor.pictures.scene import Form, Mark, Scene, Tone, Words

MODELS = Path(__file__).resolve().parents[2] / "models"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


@cache
def places() -> Gazetteer:
    """The shipped gazetteer."""
    return load_gazetteer(MODELS / "gazetteer")


@cache
def atlas() -> Atlas:
    """The shipped outlines."""
    return load_atlas(MODELS / "outlines", places().areas)


@cache
def bases() -> dict[str, Base]:
    """The shipped bases by id."""
    return {base.id: base for base in places().bases}


def attack(base: str = "", country: str = "", place: str = "", *, named: bool = True) -> Incident:
    """An attack on a base of the gazetteer, or somewhere in a country."""
    known = bases().get(base)
    facts = Facts(place=known.name if known else place, country=known.country if known else country, base_id=base,
                  base_named=bool(base) and named, weapon=Weapon.DRONE)
    return Incident(id="i1", opened_at=NOW, updated_at=NOW, revision=1, status=Status.REPORTED, facts=facts, members=())


def map_of(incident: Incident) -> Scene:
    """Its map as a value."""
    return alert_map(incident, atlas(), bases())


def pins(scene: Scene) -> list[Mark]:
    """The signs of an attack in a picture."""
    return [shape for shape in scene.shapes if isinstance(shape, Mark) and shape.tone is Tone.PIN]


def words(scene: Scene) -> list[str]:
    """Everything written in a picture."""
    return [shape.text for shape in scene.shapes if isinstance(shape, Words)]


def test_a_named_base_is_in_the_middle_with_its_neighbours() -> None:
    """Base, country, neighbours, a neighbouring country and the scale."""
    scene = map_of(attack("ain-al-asad-air-base"))
    assert [pin.at for pin in pins(scene)] == [pytest.approx((200.0, 130.0))] * 2
    assert {"Ain al-Asad Air Base", "IRAQ", "SYRIA", "Balad Air Base", "100 km"} <= set(words(scene))


@pytest.mark.parametrize("incident", [
    attack(country="Syria", place="a base in eastern Syria"), attack("ain-al-asad-air-base", named=False), attack(),
], ids=["country", "guessed base", "nothing"])
def test_a_place_that_is_not_named_gets_no_pin(incident: Incident) -> None:
    """The country alone is shown, and words say that the base is not named."""
    scene = map_of(incident)
    assert pins(scene) == []
    assert any(text.startswith("Base not named") for text in words(scene))


@pytest.mark.parametrize("base", sorted(bases()))
def test_no_words_lie_on_words_and_all_lie_in_the_frame(base: str) -> None:
    """For every base of the gazetteer."""
    scene = map_of(attack(base))
    boxes = [box_of(shape) for shape in scene.shapes if isinstance(shape, Words)]
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= scene.width and box[3] <= scene.height for box in boxes)
    assert not [1 for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_a_country_across_the_date_line_is_shown_whole_and_near() -> None:
    """Fiji is some hundred kilometres wide, not the whole earth."""
    assert view_of_country("Fiji", atlas()).km_wide < 1_000
    assert abs(view_of_country("Russia", atlas()).lon - 100) < 20


def test_the_scale_is_true_in_the_middle_of_the_view() -> None:
    """A hundred kilometres north and a hundred east are as many points."""
    view = around(60.0, 10.0, 700.0, 400.0, 260.0)
    _, north = view.point(60.0 + 100 / 111.2, 10.0)
    east, _ = view.point(60.0, 10.0 + 200 / 111.2)
    assert 130.0 - north == pytest.approx(400 / 7, rel=0.01)
    assert east - 200.0 == pytest.approx(400 / 7, rel=0.01)


def test_the_svg_is_well_formed_named_and_needs_no_style_sheet() -> None:
    """Title and description for who cannot see it; no script, no style, nothing to fetch."""
    root = etree.fromstring(alert_map_svg(attack("tower-22"), atlas(), bases()).encode())
    assert root[0].tag == f"{SVG}title"
    assert "Tower 22" in (root[1].text or "")
    assert not {element.tag for element in root.iter()} & {f"{SVG}style", f"{SVG}script", f"{SVG}image"}
    assert "href" not in etree.tostring(root).decode()


def test_names_are_escaped() -> None:
    """A place is foreign text."""
    svg = alert_map_svg(attack(country="Syria", place="<script>&"), atlas(), bases())
    assert "<script>" not in svg
    assert "&lt;script&gt;&amp;" in svg


def test_a_png_is_sharp_small_and_the_same_each_time() -> None:
    """1200 by 780 pixels, under 60 kB."""
    first, again = (alert_map_png(attack("camp-lemonnier"), atlas(), bases()) for _ in range(2))
    assert first == again
    assert Image.open(io.BytesIO(first)).size == (1200, 780)
    assert len(first) < 60_000


def test_the_map_of_a_day_numbers_what_it_can_place_and_says_what_it_cannot() -> None:
    """Attacks on one base share a mark; a country without a base is named."""
    day = [attack("ain-al-asad-air-base"), attack("tower-22"), attack("ain-al-asad-air-base"), attack(country="Kenya")]
    svg = day_map_svg(day, atlas(), bases())
    assert ">1,3<" in svg
    assert ">2<" in svg
    assert "Base not named: 4 in Kenya" in svg
    assert day_map_png(day, atlas(), bases()).startswith(b"\x89PNG")
    assert (day_map_svg([attack()], atlas(), bases()), day_map_png([], atlas(), bases())) == ("", b"")


def test_the_timeline_tells_weapons_apart_by_form_and_counts_them() -> None:
    """Each family has a form of its own; countries and kinds have their counts; a crowded day shows its number."""
    rows = [TimelineRow(day=(NOW - timedelta(days=2)).date(), country="Iraq", weapon=weapon, count=2) for weapon in Weapon]
    svg = timeline_svg(rows, NOW)
    assert ">28<" in svg
    assert "rocket, missile 4" in svg
    assert "Iraq: 28" in svg
    assert timeline_png(rows, NOW).startswith(b"\x89PNG")
    assert "No attack in 30 days" in timeline_svg([], NOW)


def test_forms_are_different_for_every_kind() -> None:
    """Colour is never the only difference."""
    from monitor.pictures.timeline import FAMILIES

    assert len({form for _, form, _, _ in FAMILIES}) == len(FAMILIES)
    assert frozenset().union(*(weapons for *_, weapons in FAMILIES)) == frozenset(Weapon)
    assert Form.DOT in {form for _, form, _, _ in FAMILIES}


def test_letters_that_the_font_does_not_have_are_spelled_without() -> None:
    """Diacritics go; what cannot be shown is left out, never a box."""
    assert written("Diyarbakır Üssü – Łask, Erbîl عين") == "Diyarbakir Ussu - Lask, Erbil "


def test_outlines_that_are_not_there_are_a_named_error(tmp_path: Path) -> None:
    """It says which file."""
    with pytest.raises(ModelFileError, match=r"world\.json"):
        alert_map_png(attack("tower-22"), load_atlas(tmp_path), bases())
