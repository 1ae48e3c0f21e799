"""What a figure measures: the nearest word of the closed list that governs it, by counted noun, by change, by clause.

Precise before complete: a word of a measure outside the list (a fine, a cost, a height) that stands nearer keeps the
figure without a metric.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.resources import lexicon, shared
from pipeline.stages.figures import clause
from pipeline.stages.figures.atoms import DASHES, Atom
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicon import Lexicon, Phrases, si_units

_COLUMNS = ("phrase", "metric", "where", "example")
NONE_OF_THE_LIST = "-"


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
    return {
        row["metric"]: frozenset(row["kinds"].split())
        for row in shared("metrics.tsv", ("metric", "kinds", "name"), ("metric",))
    }


@dataclass(slots=True)
class Context:
    """What the sentence before measured, for `Они составили 5 млрд`, `бұл көрсеткіш`."""

    metric: str | None = None
    text: str | None = None


def apply(atoms: Sequence[Atom], drafts: Sequence[Draft], lex: Lexicon, context: Context) -> None:
    """Set metric and the words that say it on each draft of a sentence; `context` is read and brought up to date."""
    near, counted = _tables(lex.lang)
    words = _metric_words(atoms, near)
    anaphoric = any(atom.norm in lex.role("pronoun") for atom in atoms[:4]) or any(
        atom.norm in lex.role("indicator") for atom in atoms
    )
    for n, draft in enumerate(drafts):
        before = drafts[n - 1] if n else None
        _one(atoms, draft, before, words, counted, lex)
        if (
            draft.metric is None
            and anaphoric
            and context.metric is not None
            and not words
            and draft.kind in ("money", "quantity")
        ) and draft.kind in kinds_of()[context.metric]:
            draft.metric, draft.metric_text = context.metric, context.text
            draft.note("metric.anaphora", draft.start, draft.end, context.metric)
    named = [
        (metric, " ".join(a.text for a in atoms[i:j]))
        for i, j, metric in words
        if metric not in (NONE_OF_THE_LIST, "growth_rate", "share")
    ]
    context.metric, context.text = named[0] if named else (None, None)


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


def _set(
    draft: Draft, metric: str, atoms: Sequence[Atom], i: int, j: int, rule: str, text: str | None = None
) -> None:
    draft.metric = metric
    draft.metric_text = text if text is not None else " ".join(atom.text for atom in atoms[i:j])
    draft.note(rule, atoms[i].start, atoms[j - 1].end, metric)


def _one(
    atoms: Sequence[Atom],
    draft: Draft,
    before: Draft | None,
    words: Sequence[tuple[int, int, str]],
    counted: Phrases[str],
    lex: Lexicon,
) -> None:
    if draft.kind in ("duration", "anniversary"):
        _set(draft, draft.kind, atoms, draft.num_first, draft.after, "metric.kind")
        return
    if draft.kind == "age":
        return
    if draft.kind == "count" and draft.counted is not None and _by_counted(atoms, draft, counted, lex):
        return
    if draft.kind in ("percent", "multiple", "fraction") and draft.change_mode in ("delta", "factor"):
        _growth(atoms, draft, _nearest(atoms, draft, words, lex))
        return
    if draft.kind == "multiple":
        if _is_factor(atoms, draft):
            _growth(atoms, draft, None)
        return
    found = _nearest(atoms, draft, words, lex)
    if found is not None:
        metric = _fitted(atoms, draft, found, lex)
        if metric is not None:
            _set(draft, metric, atoms, found[0], found[1], "metric.near")
            draft.metric_first, draft.metric_after = found[0], found[1]
            return
        if found[2] == NONE_OF_THE_LIST and draft.kind != "percent":
            return
    si = si_units().get(draft.unit or "")
    if (
        draft.kind == "money"
        and draft.per in si_units()
        and si_units()[draft.per].dimension in ("mass", "volume")
    ):
        _set(draft, "price", atoms, draft.num_first, draft.after, "metric.per")
        return
    if draft.kind == "quantity" and si is not None and si.dimension == "area":
        _set(draft, "area", atoms, draft.num_first, draft.after, "metric.unit")
    elif draft.kind in ("percent", "fraction") and _is_share(atoms, draft, before):
        _set(draft, "share", atoms, draft.num_first, draft.after, "metric.share")
    elif (
        draft.kind in ("money", "quantity")
        and before is not None
        and before.kind == draft.kind
        and before.metric not in (None, "area")
        and _same_list(atoms, before, draft)
    ):
        _set(
            draft, str(before.metric), atoms, draft.num_first, draft.after, "metric.list", before.metric_text
        )


def _by_counted(atoms: Sequence[Atom], draft: Draft, counted: Phrases[str], lex: Lexicon) -> bool:
    """The metric of the counted noun (177 бірлескен жоба: projects), a phrase may open before it (рабочих мест)."""
    assert draft.counted is not None
    for i in range(draft.num_after, min(draft.num_after + 6, len(atoms))):
        if atoms[i].start > draft.counted.start_char:
            break
        hit = counted.at(atoms, i)
        if hit is None or atoms[hit[0] - 1].end < draft.counted.start_char:
            continue
        if hit[1] == "documents_signed" and not any(
            a.norm in lex.role("signed") for a in atoms[max(0, i - _REACH) : i + _REACH]
        ):
            return False
        _set(draft, hit[1], atoms, i, hit[0], "metric.counted")
        return True
    hit = counted.before(atoms, draft.first)  # филиалы девяти вузов
    if hit is not None and hit[1] in ("branches", "projects"):
        _set(draft, hit[1], atoms, hit[0], draft.first, "metric.counted")
        return True
    return False


def _growth(atoms: Sequence[Atom], draft: Draft, found: tuple[int, int, str] | None) -> None:
    if found is not None and found[2] == "inflation":
        return
    grown = found if found is not None and found[2] != NONE_OF_THE_LIST else None
    text = " ".join(atom.text for atom in atoms[grown[0] : grown[1]]) if grown is not None else None
    _set(draft, "growth_rate", atoms, draft.num_first, draft.after, "metric.growth", text)
    if grown is not None:
        draft.metric_first, draft.metric_after = grown[0], grown[1]


def _is_factor(atoms: Sequence[Atom], draft: Draft) -> bool:
    """`в 2,3 раза`, `2 есе` compare two values; `два раза`, `екі рет` count how often."""
    return (
        (draft.first > 0 and atoms[draft.first - 1].norm == "в")
        or atoms[draft.after - 1].norm.startswith("есе")
        or draft.numeral.kind == "multiple"
    )


# How far the word that says what is measured may stand from the figure, in atoms.
_REACH = 60


def _first(word: tuple[int, int, str]) -> int:
    return word[0]


def _nearest(
    atoms: Sequence[Atom], draft: Draft, words: Sequence[tuple[int, int, str]], lex: Lexicon
) -> tuple[int, int, str] | None:
    """The metric word that governs the figure: after a dash, or the nearest before it, or the nearest behind in the clause.

    Words that cannot be measured by this kind of figure are passed over; a measure outside the list is not.
    """
    start, stop = (bisect_left(words, at, key=_first) for at in (draft.first - _REACH, draft.after + _REACH))
    fitting = [
        word
        for word in words[start:stop]
        if word[2] == NONE_OF_THE_LIST or _fitted(atoms, draft, word, lex) is not None
    ]
    right = max(draft.after, draft.right)
    if right + 1 < len(atoms) and atoms[right].text in DASHES and atoms[right].gap:
        told = [word for word in fitting if right < word[0] <= right + 6]
        if told:
            return told[-1] if lex.lang == "kk" else told[0]  # the head of a Kazakh phrase stands last
    ahead = [word for word in fitting if word[1] <= draft.first]
    behind = [word for word in fitting if right <= word[0] < clause.end_of(atoms, right)]
    if not ahead:
        return behind[0] if behind else None
    left = ahead[-1]
    if left[2] == NONE_OF_THE_LIST:
        if behind and behind[0][0] - right <= 1 and behind[0][2] != NONE_OF_THE_LIST:
            return behind[0]
        if (
            lex.lang == "ru"
            and len(ahead) > 1
            and left[0] == ahead[-2][1]
            and ahead[-2][2] != NONE_OF_THE_LIST
        ):
            return ahead[-2]  # бюджет фонда, экспорт капитала: the head stands first
    return left


def _fitted(atoms: Sequence[Atom], draft: Draft, found: tuple[int, int, str], lex: Lexicon) -> str | None:
    """The metric of a word where the kind of figure can measure it."""
    metric = found[2]
    if metric == NONE_OF_THE_LIST:
        return None
    if metric == "capacity" and any(
        atom.norm in lex.role("route") for atom in atoms[max(0, found[0] - 4) : found[1] + 4]
    ):
        metric = "corridor_capacity"
    if metric == "gdp" and draft.kind == "percent":
        return (
            "gdp_growth"
            if draft.change_mode
            or any(
                atom.norm in lex.role("grows")
                for atom in atoms[max(0, draft.first - _REACH) : draft.after + _REACH]
            )
            else None
        )
    if draft.kind not in kinds_of()[metric]:
        return None
    dimension = si_units()[draft.unit].dimension if draft.unit in si_units() else ""
    if draft.kind == "quantity" and not _measures(metric, dimension):
        return None
    return metric


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
    if k < len(atoms) and draft.first > 0 and atoms[draft.first - 1].text == "(" and atoms[k].text == ")":
        return True
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
