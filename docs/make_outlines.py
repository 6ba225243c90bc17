"""Make models/outlines/world.json from the country outlines of Natural Earth (public domain).

The outlines come as TopoJSON (``countries-50m.json``) in the npm package ``world-atlas``: ``npm pack world-atlas@2.0.2``,
unpack it, then::

    .venv/bin/python docs/make_outlines.py package/countries-50m.json

What it does: keeps names and arcs alone, spells abbreviated names out, puts points on a grid of 0.002 degrees (200 m), and
leaves out points that lie nearer than a tolerance to the line drawn without them: 0.004 degrees, and 0.05 degrees
near the poles, where no base of the gazetteer lies.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "models" / "outlines" / "world.json"
GRID = 500
"""Steps of the grid in one degree."""
FINE, COARSE = 0.004, 0.05
NORTH, SOUTH = 70.0, -56.0
Point = tuple[float, float]

NAMES = {
    "Antigua and Barb.": "Antigua and Barbuda", "Ashmore and Cartier Is.": "Ashmore and Cartier Islands",
    "Bosnia and Herz.": "Bosnia and Herzegovina", "Br. Indian Ocean Ter.": "British Indian Ocean Territory",
    "British Virgin Is.": "British Virgin Islands", "Cayman Is.": "Cayman Islands",
    "Central African Rep.": "Central African Republic", "Cook Is.": "Cook Islands",
    "Dem. Rep. Congo": "Democratic Republic of the Congo", "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea", "Faeroe Is.": "Faroe Islands", "Falkland Is.": "Falkland Islands",
    "Fr. Polynesia": "French Polynesia", "Fr. S. Antarctic Lands": "French Southern Lands",
    "Heard I. and McDonald Is.": "Heard and McDonald Islands", "Macedonia": "North Macedonia",
    "Marshall Is.": "Marshall Islands", "N. Cyprus": "Northern Cyprus", "N. Mariana Is.": "Northern Mariana Islands",
    "Pitcairn Is.": "Pitcairn Islands", "S. Geo. and the Is.": "South Georgia", "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands", "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Pierre and Miquelon": "Saint Pierre and Miquelon", "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "Turks and Caicos Is.": "Turks and Caicos Islands", "U.S. Virgin Is.": "US Virgin Islands",
    "United States of America": "United States", "W. Sahara": "Western Sahara",
    "Wallis and Futuna Is.": "Wallis and Futuna", "eSwatini": "Eswatini",
}


def degrees(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    """An arc of TopoJSON (steps on its grid) as longitudes and latitudes."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def thinned(points: list[Point]) -> list[Point]:
    """Without the points that the line does not need (Douglas and Peucker)."""
    low, high = min(y for _, y in points), max(y for _, y in points)
    tolerance = COARSE if low > NORTH or high < SOUTH else FINE
    kept, todo = {0, len(points) - 1}, [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        distance, index = max(
            ((_off(points[i], points[first], points[last]), i) for i in range(first + 1, last)), default=(0.0, 0))
        if distance > tolerance:
            kept.add(index)
            todo += [(first, index), (index, last)]
    return [points[i] for i in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return float(((px - ax - along * (bx - ax)) ** 2 + (py - ay - along * (by - ay)) ** 2) ** 0.5)


def steps(points: list[Point]) -> list[int]:
    """The points as steps on our grid: x, y, dx, dy, dx, dy ..."""
    flat: list[int] = []
    x = y = 0
    for longitude, latitude in points:
        nx, ny = round(longitude * GRID), round(latitude * GRID)
        flat += [nx - x, ny - y]
        x, y = nx, ny
    return flat


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """What is shipped: the grid, the arcs, and each country's name with the rings that its arcs make."""
    arcs = [steps(thinned(degrees(arc, topology["transform"]))) for arc in topology["arcs"]]
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        name = shape["properties"]["name"]
        countries.append([NAMES.get(name, name), [ring for polygon in polygons for ring in polygon]])
    return {"grid": GRID, "arcs": arcs, "countries": sorted(countries)}


if __name__ == "__main__":
    source = Path(sys.argv[1])
    made = outlines(json.loads(source.read_text(encoding="utf-8")))
    TARGET.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(TARGET.name, TARGET.stat().st_size, "bytes, sha256", hashlib.sha256(TARGET.read_bytes()).hexdigest())
