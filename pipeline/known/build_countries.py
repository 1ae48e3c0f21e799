"""Build `data/registry/countries.tsv` and `currencies.tsv`: ISO 3166-1 and ISO 4217 codes with the names of CLDR.

    python -m pipeline.known.build_countries

Needs babel (a development dependency). `sources/countries.tsv` adds what texts call the states besides, by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale, __version__

from pipeline.known import COLUMNS, FOLDER
from pipeline.resources import read_table, shared

SOURCES = Path(__file__).parent / "sources"
# CLDR territories that are no entry of ISO 3166-1: exceptionally reserved codes, unions, test codes. Kosovo stays, as XK.
_NOT_ISO = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])


def country_rows() -> list[dict[str, str]]:
    """A row for each state or territory, sorted by code."""
    ru, kk, en = (dict(Locale(code).territories) for code in ("ru", "kk", "en"))
    own = {
        row["code"]: row
        for row in read_table(
            SOURCES / "countries.tsv",
            ("code", "name_ru", "name_kk", "aliases_ru", "aliases_kk"),
            key=("code",),
        )
    }
    rows = []
    for code in sorted(c for c in ru if len(c) == 2 and c.isalpha() and c not in _NOT_ISO):
        names = {}
        for lang, cldr in (("ru", ru[code]), ("kk", kk[code])):
            cldr = (
                cldr.replace("о-ва ", "острова ")
                .replace("о-в ", "остров ")
                .replace(" о-ва", " острова")
                .replace("’", "'")
            )
            mine = own.get(code, {})
            name = mine.get(f"name_{lang}") or cldr
            others = [cldr, *(part.strip() for part in mine.get(f"aliases_{lang}", "").split(";"))]
            names[f"name_{lang}"] = name
            names[f"aliases_{lang}"] = "; ".join(dict.fromkeys(a for a in others if a and a != name))
        rows.append(
            {
                "id": f"country:{code.lower()}", "label": "place", "place_kind": "country", "part_of": "", **names,
                "name_en": en[code], "external_id": f"iso3166-1:{code}" if code != "XK" else "", "source": f"CLDR of babel {__version__}",
            }
        )  # fmt: skip
    return rows


def currency_rows() -> list[dict[str, str]]:
    """A row for each currency of `data/currencies.tsv`, sorted by code."""
    ru, kk, en = (Locale(code).currencies for code in ("ru", "kk", "en"))
    codes = sorted(row["code"] for row in shared("currencies.tsv", ("code", "sign", "source", "name")))
    return [
        {
            "id": f"currency:{code.lower()}", "label": "currency", "place_kind": "", "part_of": "",
            "name_ru": ru[code], "name_kk": kk.get(code, ru[code]), "name_en": en[code], "aliases_ru": "", "aliases_kk": "",
            "external_id": f"iso4217:{code}", "source": f"CLDR of babel {__version__}",
        }
        for code in codes
    ]  # fmt: skip


def write_rows(name: str, comment: str, rows: list[dict[str, str]]) -> Path:
    """Write a registry table; returns its path."""
    path = FOLDER / name
    lines = [
        f"# {comment}",
        "\t".join(COLUMNS),
        *("\t".join(row[column] for column in COLUMNS) for row in rows),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def main() -> int:
    """The command; returns the exit status."""
    how = "Built by `python -m pipeline.known.build_countries`; edit known/sources/, not this file."
    for name, rows in (("countries.tsv", country_rows()), ("currencies.tsv", currency_rows())):
        sys.stdout.write(f"{write_rows(name, how, rows)}: {len(rows)} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
