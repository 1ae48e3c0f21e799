"""Roles of a run against an answer file of `tests/blind`: is the person tied to the position, and is the organization right?

python -m pipeline.eval.roles TABLES GOLD.jsonl [--errors]

A role counts once a document, person and position, however often it is told; what is only planned or denied is left out. The
answers put a territory into the position («аким Алматы»), derek into the organization: both are right.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.stages.roles.lexicon import plain
from pipeline.tables.read import read_arrow

_FORMER = re.compile(r"^(?:бывш\w+ |экс-|бұрынғы )", re.IGNORECASE)  # derek tells it in a column of its own
_STEM = 4  # letters by which a territory is told from another, whatever its case


def words(text: str) -> list[str]:
    """The words of a name or position, lower case, without quotes and marks."""
    return re.findall(r"[\w-]+", plain(text))


def same_person(gold: Mapping[str, Any], role: Mapping[str, Any]) -> bool:
    """The same name, or the mention of the answer lies in the role's words."""
    if words(gold["person"]) == words(role["person"]):
        return True
    return bool(role["start_char"] <= gold["start"] and gold["end"] <= role["end_char"]) and bool(
        {word[:_STEM] for word in words(gold["person"])} & {word[:_STEM] for word in words(role["person"])}
    )


def same_position(gold: Mapping[str, Any], role: Mapping[str, Any]) -> bool:
    """One of the answer's positions, or one that is longer by the organization's words alone."""
    own = words(role["position"])
    named = {word[:_STEM] for word in words(role["organization"] or "")}
    for option in (gold["position"], *gold.get("position_alt", ())):
        wanted = words(_FORMER.sub("", option))
        if wanted == own:
            return True
        shorter = [word for word in wanted if word[:_STEM] not in named]
        if named and [w[:_STEM] for w in shorter] == [w[:_STEM] for w in own if w[:_STEM] not in named]:
            return True
    return False


def same_organization(gold: Mapping[str, Any], role: Mapping[str, Any]) -> bool:
    """One of the answer's organizations; where it has none, none or a territory of its position."""
    options = [gold["organization"], *gold.get("organization_alt", ())]
    if role["organization"] is None:
        return None in options
    own = words(role["organization"])
    for option in options:
        # «ассоциация «КазЛогист»» is «КазЛогист», a ministry of a republic that ministry
        one, two = sorted((own, words(option or "")), key=len)
        if option is not None and one and (two[: len(one)] == one or two[-len(one) :] == one):
            return True
    told = {
        word[:_STEM] for option in (gold["position"], *gold.get("position_alt", ())) for word in words(option)
    }
    return None in options and {word[:_STEM] for word in own} <= told


def of_run(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """File name -> the roles that hold, each person and position once."""
    tables = read_arrow(folder, ("documents", "roles"))
    names = {row["doc_id"]: Path(row["path"]).name for row in tables["documents"].to_pylist()}
    found: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {name: {} for name in names.values()}
    for row in tables["roles"].to_pylist():
        if row["modality"] == "fact":
            key = (plain(row["person"]), plain(row["position"]))
            kept = found[names[row["doc_id"]]].setdefault(key, row)
            kept["organization"] = kept["organization"] or row["organization"]
    return {name: list(rows.values()) for name, rows in found.items()}


def measure(roles: Mapping[str, Sequence[dict[str, Any]]], gold: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The line of totals, then the errors."""
    asked = hit = given = where = 0
    errors: list[str] = []
    for name in sorted({row["doc"] for row in gold}):
        left = list(roles.get(name, ()))
        answers = sorted((row for row in gold if row["doc"] == name), key=lambda row: bool(row["debatable"]))
        given += len(left)
        for answer in answers:
            asked += not answer["debatable"]
            match = next((r for r in left if same_person(answer, r) and same_position(answer, r)), None)
            if match is None:
                if not answer["debatable"]:
                    errors.append(f"missed {_shown(name, answer)}")
                continue
            left.remove(match)
            if answer["debatable"]:
                given -= 1
                continue
            hit += 1
            right = same_organization(answer, match)
            where += right
            if not right:
                errors.append(f"organization {match['organization']!r}: {_shown(name, answer)}")
        errors += [f"wrong  {_shown(name, role)}" for role in left]
    precision, recall = hit / given if given else 1.0, hit / asked if asked else 1.0
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    yield (
        f"person and position: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({hit} of {asked} asked, {given} given); "
        f"organization right {where} of {hit}"
    )
    yield from errors


def _shown(name: str, row: Mapping[str, Any]) -> str:
    return f"{name}: {row['person']} | {row['position']} | {row['organization']}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tables", type=Path, help="folder with the tables of a run")
    parser.add_argument("gold", type=Path, help="answers, one JSON object a line")
    parser.add_argument("--errors", action="store_true", help="also what was missed and wrong")
    given = parser.parse_args(arguments)
    gold = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    total, *errors = measure(of_run(given.tables), gold)
    sys.stdout.write("\n".join([total, *(errors if given.errors else [])]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
