"""The words for positions of one language: `positions.tsv` (nouns) and `position_cues.tsv` (what stands round them)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.resources import lexicon

CUE_KINDS = ("acting", "former", "predicate", "heads", "link")


@dataclass(frozen=True, slots=True)
class Positions:
    """classes: lemma of a position noun -> class; cues: kind -> lemmas.

    `acting` («и. о.»), `former` («бывший»), `predicate` (verbs that give a position: «назначить», «тағайындау»), `heads`
    (verbs that mean to be the head of what they govern: «возглавлять»), `link` (words inside a phrase that do not end it).
    """

    code: str
    classes: dict[str, str]
    cues: dict[str, frozenset[str]]

    def class_of(self, lemma: str) -> str | None:
        """The class of a lemma; a prefix with hyphen («экс-президент», «вице-министр») does not hide the noun."""
        lemma = lemma.lower().replace("ё", "е")
        return self.classes.get(lemma) or (
            self.classes.get(lemma.rpartition("-")[2]) if "-" in lemma else None
        )


def load_lexicon(code: str) -> Positions:
    """Read the tables of a language. Raises `ResourceError`."""
    nouns = lexicon(code, "positions.tsv", ("lemma", "class", "example"), ("lemma",))
    cues = lexicon(code, "position_cues.tsv", ("lemma", "kind", "example"), ("lemma", "kind"))
    return Positions(
        code=code,
        classes={row["lemma"]: row["class"] for row in nouns},
        cues={kind: frozenset(row["lemma"] for row in cues if row["kind"] == kind) for kind in CUE_KINDS},
    )
