"""What a figure measures: the nearest word of the closed list that governs it, by counted noun, by change, by clause.

Precise before complete: a word of a measure outside the list (a fine, a cost, a height) that stands nearer keeps the
figure without a metric.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.resources import lexicon, shared
from pipeline.stages.figures import clause
from pipeline.stages.figures.atoms import DASHES, Atom
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon, Phrases, si_units

_COLUMNS = ("phrase", "metric", "where", "example")
NONE_OF_THE_LIST = "-"
# Stems that turn a capacity into that of a corridor.
_ROUTES = ("коридор", "маршрут", "магистрал", "дәліз", "бағыт", "трубопровод", "ктк", "тмтм", "құбыр")
_ECONOMY = ("экономик", "ввп", "жіө", "валов")


@cache
def _tables(lang: str) -> tuple[Phrases[str], Phrases[str]]:
    rows = lexicon(lang, "metrics.tsv", _COLUMNS, ("phrase", "where"))
    for row in rows:
        if row["metric"] != NONE_OF_THE_LIST and row["metric"] not in kinds_of():
            raise KeyError(f"metrics.tsv of {lang}: {row['metric']!r} is not in pipeline/data/metrics.tsv")
    near = Phrases((row["phrase"], row["metric"]) for row in rows if row["where"] == "near")
    counted = Phrases((row["phrase"], row["metric"]) for row in rows if row["where"] == "counted")
    return near, counted


@cache
def kinds_of() -> dict[str, frozenset[str]]:
    """Metric → the kinds of figure that may measure it: the closed list."""
    return {row["metric"]: frozenset(row["kinds"].split()) for row in shared("metrics.tsv", ("metric", "kinds", "name"), ("metric",))}


def apply(atoms: Sequence[Atom], drafts: Sequence[Draft], lex: Lexicon) -> None:
    """Set metric and the words that say it on each draft of a sentence."""
    near, counted = _tables(lex.lang)
    words = _metric_words(atoms, near)
    for n, draft in enumerate(drafts):
        before = drafts[n - 1] if n else None
        _one(atoms, draft, before, words, counted, lex)


def _metric_words(atoms: Sequence[Atom], near: Phrases[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(atoms):
        hit = near.at(atoms, i) if atoms[i].kind == "w" else None
        if hit is None:
            i += 1
            continue
        found.append((i, hit[0], hit[1]))
        i = hit[0]
    return found


def _set(draft: Draft, metric: str, atoms: Sequence[Atom], i: int, j: int, rule: str, text: str | None = None) -> None:
    draft.metric = metric
    draft.metric_text = text if text is not None else " ".join(atom.text for atom in atoms[i:j])
    draft.note(rule, atoms[i].start, atoms[j - 1].end, metric)


def _one(atoms: Sequence[Atom], draft: Draft, before: Draft | None, words: Sequence[tuple[int, int, str]], counted: Phrases[str], lex: Lexicon) -> None:
    if draft.kind in ("duration", "anniversary"):
        _set(draft, draft.kind, atoms, draft.num_first, draft.after, "metric.kind")
        return
    if draft.kind == "age":
        return
    if draft.kind == "count" and draft.counted is not None and _by_counted(atoms, draft, counted):
        return
    found = _nearest(atoms, draft, words)
    if draft.kind in ("percent", "multiple", "fraction") and draft.change_mode in ("delta", "factor"):
        _growth(atoms, draft, found)
        return
    if found is not None:
        metric = _fitted(atoms, draft, found, lex)
        if metric is not None:
            _set(draft, metric, atoms, found[0], found[1], "metric.near")
            return
        if found[2] == NONE_OF_THE_LIST and draft.kind != "percent":
            return
    si = si_units().get(draft.unit or "")
    if draft.kind == "quantity" and si is not None and si.dimension == "area":
        _set(draft, "area", atoms, draft.num_first, draft.after, "metric.unit")
    elif draft.kind in ("percent", "fraction") and _is_share(atoms, draft, before):
        _set(draft, "share", atoms, draft.num_first, draft.after, "metric.share")
    elif draft.kind in ("money", "quantity") and before is not None and before.kind == draft.kind and before.metric not in (None, "area") and _same_list(atoms, before, draft):
        _set(draft, str(before.metric), atoms, draft.num_first, draft.after, "metric.list", before.metric_text)


def _by_counted(atoms: Sequence[Atom], draft: Draft, counted: Phrases[str]) -> bool:
    assert draft.counted is not None
    for i in range(draft.num_after, min(draft.num_after + 6, len(atoms))):
        if atoms[i].start > draft.counted.start_char:
            return False
        hit = counted.at(atoms, i)
        if hit is not None and atoms[hit[0] - 1].end >= draft.counted.start_char:
            if hit[1] == "documents_signed" and not any(a.norm.startswith(("подпис", "қол", "заключ", "жасас")) for a in atoms):
                return False
            _set(draft, hit[1], atoms, i, hit[0], "metric.counted")
            return True
    return False


def _growth(atoms: Sequence[Atom], draft: Draft, found: tuple[int, int, str] | None) -> None:
    if found is not None and found[2] == "inflation":
        return
    _set(draft, "growth_rate", atoms, draft.num_first, draft.after, "metric.growth", " ".join(a.text for a in atoms[found[0] : found[1]]) if found is not None and found[2] != NONE_OF_THE_LIST else None)


def _nearest(atoms: Sequence[Atom], draft: Draft, words: Sequence[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """The metric word nearest before the figure; else the nearest behind it in its clause."""
    ahead = [word for word in words if word[1] <= draft.first]
    end = clause.end_of(atoms, draft.after)
    behind = [word for word in words if draft.after <= word[0] < end]
    if ahead and (not behind or ahead[-1][0] >= clause.start_of(atoms, draft.first) or ahead[-1][2] != NONE_OF_THE_LIST):
        left = ahead[-1]
        if left[2] == NONE_OF_THE_LIST and behind and behind[0][0] - draft.after <= 1 and behind[0][2] != NONE_OF_THE_LIST:
            return behind[0]
        if left[2] == NONE_OF_THE_LIST and len(ahead) > 1 and left[0] - ahead[-2][1] <= 0:
            return ahead[-2]
        return left
    return behind[0] if behind else (ahead[-1] if ahead else None)


def _fitted(atoms: Sequence[Atom], draft: Draft, found: tuple[int, int, str], lex: Lexicon) -> str | None:
    """The metric of a word where the kind of figure can measure it."""
    metric = found[2]
    if metric == NONE_OF_THE_LIST:
        return None
    if metric == "capacity" and any(atom.norm.startswith(_ROUTES) for atom in atoms):
        metric = "corridor_capacity"
    if metric == "gdp" and draft.kind == "percent":
        return "gdp_growth" if draft.change_mode or _grows(atoms) else None
    if metric == "growth_rate" and draft.kind == "percent" and any(atom.norm.startswith(_ECONOMY) for atom in atoms):
        metric = "growth_rate"
    if draft.kind not in kinds_of()[metric]:
        return None
    dimension = si_units()[draft.unit].dimension if draft.unit in si_units() else ""
    if draft.kind == "quantity" and not _measures(metric, dimension):
        return None
    return metric


def _grows(atoms: Sequence[Atom]) -> bool:
    return any(atom.norm.startswith(("рост", "вырос", "выраст", "увелич", "өс", "артт", "артқ")) for atom in atoms)


_DIMENSIONS = {
    "area": {"area"},
    "length": {"length"},
    "distance": {"length"},
    "freight_volume": {"mass", "containers", "volume"},
    "transit_volume": {"mass", "containers", "volume"},
    "export": {"mass", "volume", "energy", "containers"},
    "import": {"mass", "volume", "energy", "containers"},
    "production": {"mass", "volume", "energy"},
    "consumption": {"mass", "volume", "energy", "power"},
    "capacity": {"mass", "volume", "power", "containers", "energy"},
    "corridor_capacity": {"mass", "volume", "power", "containers"},
}


def _measures(metric: str, dimension: str) -> bool:
    return dimension in _DIMENSIONS.get(metric, set())


def _is_share(atoms: Sequence[Atom], draft: Draft, before: Draft | None) -> bool:
    """A percentage of something: a genitive beside it (65% населения, халықтың 80 пайызы), or the next of a list of shares."""
    if draft.kind == "fraction":
        return True
    if draft.tag == "poss" or draft.unit != "%":
        return draft.unit == "%"
    k = draft.after
    if k < len(atoms):
        if atoms[k].norm in ("от", "из"):
            return True
        token = atoms[k].token
        for j in range(k, min(k + 4, len(atoms))):
            token = atoms[j].token
            if token is None or atoms[j].kind != "w":
                break
            if token.pos in ("NOUN", "PROPN") and token.lang == "ru":
                return token.feat("Case") == "Gen"
            if token.pos not in ("ADJ", "DET", "PRON", "VERB", "NUM"):
                break
    token = atoms[draft.first - 1].token if draft.first else None
    if token is not None and token.lang.startswith("kk") and token.feat("Case") == "Gen":
        return True
    return before is not None and before.metric == "share" and _same_list(atoms, before, draft)


def _same_list(atoms: Sequence[Atom], before: Draft, draft: Draft) -> bool:
    """Whether a figure goes on a list: X — 5%, Y — 7%."""
    if draft.first - before.after > 9:
        return False
    dashed = draft.first > 0 and atoms[draft.first - 1].text in DASHES
    return dashed and before.first > 0 and atoms[before.first - 1].text in DASHES
