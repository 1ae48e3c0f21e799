"""How well a person of the document fits a post that the text names without them: «эксперт КИСИ», «президент России»."""

from __future__ import annotations

from pipeline.schema import Mention
from pipeline.stages.claims.nouns import Speaking
from pipeline.stages.claims.titles import Cast, Person
from pipeline.stages.claims.words import fold

# Posts by which another word may call the same person; heads only where a word of the phrase agrees too.
_KINDRED = {
    "expert": frozenset({"expert", "manager"}),
    "manager": frozenset({"manager", "head", "chair", "governor", "minister"}),
    "head": frozenset({"manager", "head", "chair", "governor", "minister"}),
}
_EXPERTS = {"expert"}


def fit(
    cast: Cast, person: Person, noun: Speaking, wanted: set[str], places: set[str], strange: list[Mention]
) -> float:
    """How well a person fits a post; 0 when not at all."""
    own = " ".join(noun.words)
    same_noun = own in person.nouns
    same_role = bool(noun.role) and noun.role in person.roles
    extra = wanted - set(noun.words)
    shared = len({w for w in extra if w in person.words})
    if places and person.places and not places & person.places:
        return 0.0
    fits = [affiliated(cast, person, mention) for mention in strange]
    if any(fit is False for fit in fits):
        return 0.0
    score = 0.0
    if same_noun:
        score += 2
    elif same_role:
        score += 1.8
    elif person.roles & _KINDRED.get(noun.role, frozenset()) and (noun.role == "expert" or shared):
        score += 1.2
    elif shared and noun.role in _EXPERTS:
        score += 0.8
    elif noun.words and noun.words[-1] in ("спикер", "собеседник") and not extra:
        score += 0.7
    if score == 0:
        return 0.0
    if extra:
        score += 2 * shared / len(extra)
    if places & person.places:
        score += 2
    return score + sum(1.5 for fit in fits if fit)


def affiliated(cast: Cast, person: Person, mention: Mention) -> bool | None:
    """A name in the phrase of a post stands by the person elsewhere too; None when nothing is known either way."""
    if cast.place_key(mention) in person.affiliations:
        return True
    words = [
        fold(t.lemma)
        for t in cast.view.inside(mention.start_char, mention.end_char)
        if t.pos in ("PROPN", "NOUN", "ADJ", "X")
    ]
    forms = [fold(w) for w in mention.normal.split()]
    if any(w in person.words for w in [*words, *forms]):
        return True
    if mention.label == "person":
        return False
    if mention.label == "organization" and mention.text.isupper():
        initials = "".join(w[0] for w in sorted(person.words) if w)
        if set(mention.text.lower()) <= set(initials):
            return True
    return False if person.affiliations else None
