"""What a noun phrase for a person tells («эксперт КИСИ», «президент России», «норвежка»), and how well a person fits it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Mention, Token
from pipeline.stages.claims.draft import Source
from pipeline.stages.claims.nouns import Speaking
from pipeline.stages.claims.orgs import is_authority, kind_of
from pipeline.stages.claims.scene import Scene
from pipeline.stages.claims.titles import Cast, Person
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, kindred, occupations, role_kind, source_words, words

EXACT, ROLE, KIN = 3.0, 2.5, 2.0  # the noun, its role, a kindred role is told of the person
FREE, TRADE, OTHER = (
    1.0,
    0.9,
    0.8,
)  # nothing speaks against it; a post that leaves the trade open; another trade

_SELF = {"сам": "Masc", "сама": "Fem"}
_HERS = ("ница", "тка", "нка")  # ends of nouns for women


@dataclass(frozen=True, slots=True)
class Post:
    """The phrase: its noun, the nouns and adjectives beside it, countries and other names in it.

    `gender` is that of the person as far as noun and verb tell it; `bare` a noun alone; `possessed` the
    «его», «ее» before it; `complements` that common nouns stand beside it; `opens` the phrase is what its
    sentence is about from the start.
    """

    noun: Speaking
    lang: str
    nouns: frozenset[str]
    adjectives: frozenset[str]
    places: frozenset[str]
    names: tuple[Mention, ...]
    gender: str | None
    institutions: frozenset[str]
    bare: bool
    complements: bool
    possessed: str
    opens: bool

    @property
    def anyone(self) -> bool:
        """A noun for whoever it is: «собеседник», «женщина», «норвежка»."""
        return self.noun.role in ("anyone", "status") or self.noun.words[-1] in ("спикер", "собеседник")

    @property
    def undisclosed(self) -> bool:
        """«Источник», «инсайдер»: a word that hides who it is."""
        return self.noun.words[-1] in source_words("undisclosed")


def post_of(scene: Scene, source: Source, noun: Speaking, lang: str, said: str | None = None) -> Post:
    """Read the phrase of a source; `said` is the gender of the verb."""
    assert source.span is not None and source.head is not None
    view = scene.view
    nouns, adjectives = set(), set()
    for i in view.range_of(*source.span):
        token = view.tokens[i]
        if i in noun.positions:
            continue
        if token.pos in ("NOUN", "PROPN", "X"):
            nouns.add(fold(token.lemma))
        elif token.pos == "ADJ":
            adjectives.add(fold(token.lemma))
    names = [m for m in view.labelled(*source.span) if m.label != "event"]
    places = {
        scene.cast.place_key(m) for m in names if m.label == "place" and m.place_kind in (None, "country")
    }
    peoples = {word for word in nouns | adjectives if scene.cast.state_of(word) is not None}
    states = {scene.cast.state_of(word) for word in peoples}
    nouns -= peoples  # швед кәсіпкері: what tells the state, not the post
    dull = source_words("general") | source_words("authority") | source_words("business")
    dull |= source_words("vague")
    named = {fold(t.lemma) for m in names for t in view.inside(m.start_char, m.end_char)}
    tokens = view.inside(*source.span)
    return Post(
        noun,
        lang,
        frozenset(nouns - set(noun.words) - dull - named),
        frozenset(adjectives - set(noun.words)),
        frozenset(places | {state for state in states if state is not None}),
        tuple(names),
        said or _himself(view, source) or _gender(view.tokens[source.head], noun, said),
        frozenset(
            word
            for t in tokens
            if t.pos == "NOUN" and _institution(word := fold(t.lemma)) and word not in named
        ),
        len(tokens) == len(noun.words),
        any(
            t.pos == "NOUN" and fold(t.lemma) not in {*noun.words, *named, *peoples, *source_words("vague")}
            for t in tokens
        ),
        next(
            (
                w
                for t in (*tokens, *_just_before(view, source.span[0]))
                if (w := fold(t.norm)) in ("его", "ее")
            ),
            "",
        ),
        _opens(view, source),
    )


def _just_before(view: View, start: int) -> list[Token]:
    """The token before a phrase in its sentence."""
    i = view.index_from(start)
    return view.tokens[i - 1 : i] if i and not view.opens_sentence(i) else []


def _himself(view: View, source: Source) -> str | None:
    """«Сам юбиляр», «сама врач»: what the pronoun before the noun tells."""
    assert source.span is not None
    said = (fold(t.norm) for t in (*_just_before(view, source.span[0]), *view.inside(*source.span)))
    return next((_SELF[word] for word in said if word in _SELF), None)


def _gender(head: Token, noun: Speaking, said: str | None) -> str | None:
    """The gender of whom a noun names: that of the verb, or of a noun for women or men only."""
    wife = head.feat("Gender") == "Fem" and head.feat("Case") == "Nom" and fold(head.norm).endswith("а")
    if noun.words[-1] in source_words("man") and said != "Fem" and not wife:
        return "Masc"  # «супруга», for the tagger of «супруг», убеждена
    if noun.words[-1].endswith(_HERS):
        return "Fem"  # «оппонентка», which the tagger may not know
    own = head.feat("Gender") if noun.words[-1] not in source_words("either") else None
    return said or ("Fem" if own == "Fem" else None)


def _opens(view: View, source: Source) -> bool:
    """No other noun or verb stands before the phrase in its sentence."""
    assert source.span is not None
    first = view.index_from(source.span[0])
    at = first - 1
    while at >= 0 and view.tokens[at].sentence_id == view.tokens[first].sentence_id:
        if view.tokens[at].pos in ("NOUN", "PROPN", "VERB", "ADJ", "X"):
            return False
        at -= 1
    return True


def kinship(person: Person, noun: Speaking) -> float:
    """What is told of the person and the noun: the same noun, the same role, a kindred role; else 0."""
    if " ".join(noun.words) in person.nouns or noun.role in person.called:
        return EXACT
    if noun.role and noun.role in person.roles:
        if noun.role in ("worker", "status"):
            return 0.0  # a cook is no bookkeeper
        if noun.role != "expert":
            return ROLE
        generic = source_words("generic_expert")
        trades = {own for own in person.nouns if own not in generic} & _trades()
        return ROLE if noun.words[-1] in generic or not trades or person.nouns & generic else 0.0
    return KIN if person.roles & kindred(noun.role) else 0.0


def room(person: Person, post: Post) -> float:
    """What is not told of the person and yet may be: a noun for anyone, a post that nothing speaks against, another trade."""
    office = role_kind(post.noun.role) == "office"
    if post.noun.role == "status" and any(r == "status" or role_kind(r) == "office" for r in person.roles):
        return 0.0  # no judge is accused, and the accused is no witness
    if post.noun.role == "status" and person.words & source_words("court"):
        return 0.0
    if post.anyone or (post.places & person.places and not office):
        return FREE
    told = person.roles or {own for own in person.nouns if own not in source_words("no_job")}
    if post.lang == "kk" and _elsewhere(person, post):
        return 0.0
    if not told:
        return 0.0 if office and person.nouns & source_words("kin", "ru") else FREE  # no president's son
    if office or any(role_kind(role) == "office" for role in person.roles) or not _job(post):
        return 0.0
    return OTHER if any(role_kind(role) == "trade" for role in person.roles) else TRADE


def _elsewhere(person: Person, post: Post) -> bool:
    """A neighbour or a mother speaks for no institution, a teacher or a nurse is not the director."""
    if post.noun.role == "spokesperson":
        return bool(post.institutions and person.nouns and not person.roles)
    kinds = {role_kind(role) for role in person.roles}
    return role_kind(post.noun.role) == "leading" and kinds == {"trade"}


def describes(person: Person, post: Post) -> bool:
    """A noun may take up somebody just told of, whatever else they are: «функционер» a president of a union, «финансист» a
    manager; no office but that of one who leads, no trade of an official, no kinship."""
    if kinship(person, post.noun) or room(person, post):
        return True
    role, kinds = post.noun.role, {role_kind(own) for own in person.roles}
    if role in ("status", "anyone") or post.noun.words[-1] in source_words("no_job"):
        return False
    if role_kind(role) == "office":
        return kinds == {"leading"} and not post.opens
    if role in ("official", "politician", "athlete", "diplomat"):
        return True
    return not post.opens and "office" not in kinds


def represents(cast: Cast, person: Person, post: Post) -> bool:
    """«Представитель ведомства» is anybody of it: the institution of the phrase is that of the person."""
    if post.noun.role != "spokesperson":
        return False
    if any(affiliated(cast, person, name) for name in post.names):
        return True
    own = frozenset(person.words)
    authority = (
        is_authority(own)
        or bool(person.roles & {"minister", "governor", "agency_head"})
        or "вице-министр" in own
    )
    for word in post.institutions:
        if word == "министерство":
            if "minister" in person.roles or any(w.startswith("мин") for w in own) or "вице-министр" in own:
                return True
        elif kind_of(word) == "authority":
            if authority:
                return True
        elif word in own or (kind_of(word) == "business" and not authority and person.affiliations):
            return True
    return False


def _job(post: Post) -> bool:
    """A noun for what somebody does for a living; in Kazakh any that names no kinship."""
    word = post.noun.words[-1]
    listed = post.lang == "kk" or word in occupations()
    return bool(role_kind(post.noun.role)) or (listed and word not in source_words("no_job"))


def disagrees(person: Person, gender: str | None) -> bool:
    """A man cannot have said what «сказала» reports."""
    return None not in (gender, person.gender) and gender != person.gender


def _trades() -> frozenset[str]:
    """The nouns of experts."""
    return frozenset(
        " ".join(entry.words)
        for code in ("ru", "kk")
        for entries in words(code).nouns.values()
        for entry in entries
        if entry.cls == "expert"
    )


def told_apart(cast: Cast, person: Person, post: Post) -> float | None:
    """How many words beside the noun name the person's place too; None when one of them contradicts."""
    if post.places and person.places and not post.places & person.places:
        return None
    fits = [affiliated(cast, person, mention) for mention in post.names]
    if any(fit is False for fit in fits):
        return None
    score = 1.5 * sum(bool(fit) for fit in fits) + 2.0 * bool(post.places & person.places)
    shared = {word for word in post.nouns if _has(person, word)}
    foreign = {word for word in post.nouns - shared if _excludes(person, post.noun, word)}
    if foreign and not any(fits):
        return None
    if post.nouns:
        score += 2 * len(shared) / len(post.nouns)
    return score + 0.5 * len({word for word in post.adjectives if _has(person, word)})


def _has(person: Person, word: str) -> bool:
    """The word stands by the person; ministries by their short names (минэнерго and энергетика)."""
    if word in person.words:
        return True
    if len(word) > 5 and any(w.startswith(word) and len(w) - len(word) <= 2 for w in person.words):
        return True  # консерватор, консерваторов: the roles stage keeps the form
    return (
        len(word) > 5
        and word.startswith("мин")
        and any(own.startswith(word[3:7]) for own in person.words if len(own) > 4)
    )


def _excludes(person: Person, noun: Speaking, word: str) -> bool:
    """A word that does not stand by the person speaks against them when others do: министр энергетики, министр труда."""
    own = {w for w in person.words if w not in person.nouns and w not in noun.words}
    institutions = {w for w in own if _institution(w)}
    return bool(institutions) if _institution(word) else bool(own)


def _institution(word: str) -> bool:
    return any(
        entry.words == (word,) and entry.lemma == "institution"
        for code in ("ru", "kk")
        for entry in words(code).nouns.get(word, ())
    )


def affiliated(cast: Cast, person: Person, mention: Mention) -> bool | None:
    """A name in the phrase of a post stands by the person elsewhere too; None when nothing is known either way."""
    if cast.place_key(mention) in person.affiliations | person.places:
        return True
    own = [
        fold(t.lemma)
        for t in cast.view.inside(mention.start_char, mention.end_char)
        if t.pos in ("PROPN", "NOUN", "ADJ", "X")
    ]
    forms = [fold(w) for w in mention.normal.split()]
    if (
        mention.label == "organization"
    ):  # «Национальный банк Казахстана» is none of the ambassador of Kazakhstan
        own = [w for w in own if w not in cast.states]
        forms = [w for w in forms if w not in cast.states and cast.state_of(w) is None]
    if any(_has(person, w) for w in [*own, *forms]):
        return True
    if mention.label == "person":
        return False
    if mention.label == "organization" and mention.text.isupper():
        initials = "".join(w[0] for w in sorted(person.words) if w)
        if set(mention.text.lower()) <= set(initials):
            return True
    return False if any(cast.labels.get(key) == mention.label for key in person.affiliations) else None
