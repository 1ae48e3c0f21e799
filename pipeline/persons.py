"""Names of persons: their parts, and whether two of them can be one person's, within and across the two languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.names import cyrillic, distance, given_distance, skeleton

_WORD = re.compile(r"[^\W\d_](?:[\w'’ʼ-]*\w)?\.?")
_PARTICLES = frozenset(
    ["аль", "эль", "бен", "бин", "ибн", "фон", "ван", "дер", "де", "ди", "да", "ла", "ле", "дель", "дос"]
)
# Titles of old that are said with the name, with a hyphen or without: Абылай хан, Аблай-хан.
_TITLED = re.compile(r"-(?=(?:хан|батыр|би|бий|паша|хаджи|ходжа)\b)")
# The Arabic article, which half of the texts leave out: Башар Асад.
_ARTICLE = re.compile(r"^(?:[аэә]л|[аэ]ль|ас|аш|ад|ар|ат|аз|ан)-")
_PATRONYMIC = re.compile(
    r"(?:ович|евич|ьич|мич|тич|кич|овна|евна|ична|инична|ұлы|улы|ули|угли|қызы|кызы|кизи|оглы|оғлы|уулу)$"
)
_FEMALE_PATRONYMIC = re.compile(r"(?:овна|евна|ична|қызы|кызы|кизи)$")
_MALE_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|мич|тич|кич|ұлы|улы|ули|угли|оглы|оғлы|уулу)$")
_FAMILY = re.compile(
    r"(?:[оеё]в|[оеё]ва|[иы]н|[иы]на|ск[иі]й|ская|цк[иі]й|цкая|ко|[уюа]к|ян|дзе|швили|ұлы|улы|қызы|кызы|тегі)$"
)
_FEMALE = re.compile(r"(?:[оеё]ва|[иы]на|ская|цкая|қызы|кызы)$")
_MALE = re.compile(r"(?:[оеё]в|[иы]н|ск[иі]й|цк[иі]й|ұлы|улы)$")
# What a family name adds to the name of the forefather; Байтұрсынұлы, Байтұрсынов and Байтұрсын are one family.
_ADDED = re.compile(r"(?<=..)(?:[оеё]ва?|ұлы|улы|қызы|кызы|тегі|оглы)$")
_OTHER_ENDING = 0.25
_LONG_STEM = 6  # letters; shorter ones are too many people's (Уәли / Валиев)
_FAMILY_LIMIT, _GIVEN_LIMIT = 0.85, 0.6  # beyond this one part alone makes two persons
SAME, FOREIGN = 0.3, 0.9  # largest distance of two names of one person: in one language, in two


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the nominative: family name, given name (or its initial), patronymic (or its initial); lower case.

    A lone word is the family name.
    """

    family: str
    given: str = ""
    patronymic: str = ""

    @property
    def gender(self) -> str | None:
        """Masc or Fem, where the family name or the patronymic tells."""
        if _FEMALE_PATRONYMIC.search(self.patronymic) or _FEMALE.search(self.family):
            return "Fem"
        if _MALE_PATRONYMIC.search(self.patronymic) or _MALE.search(self.family):
            return "Masc"
        return None

    @property
    def keys(self) -> frozenset[str]:
        """Blocking keys: names that `separation` can bring together share one."""
        words = [self.family] if self.family else []
        if self.order_unknown:
            words.append(self.given)
        return frozenset(skeleton(_ADDED.sub("", _ARTICLE.sub("", word))) for word in words)

    @property
    def order_unknown(self) -> bool:
        """Two full words of which neither looks like a family name: Ахмет Серік, Серік Ахмет."""
        return len(self.given) > 1 and " " not in self.given and not _FAMILY.search(self.family)


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """Read a name in the nominative, in any usual order, with full words or initials."""
    spaced = _TITLED.sub(" ", cyrillic(name.lower().replace("\xa0", " ")))
    words = [word for word in _WORD.findall(spaced) if word.rstrip(".")]
    words = _with_particles(words)
    initials = [word.rstrip(".") for word in words if _is_initial(word)]
    full = [word.rstrip(".") for word in words if not _is_initial(word)]
    if not full:
        return PersonName("".join(initials))
    patronymic = ""
    if len(full) >= 3:
        inner = [i for i in range(1, len(full)) if _PATRONYMIC.search(full[i])]
        if inner:
            patronymic = full.pop(inner[0])
        elif len(full) == 3 and not _FAMILY.search(full[-1]) and _FAMILY.search(full[0]):
            full = [full[0], full[1]]
    if len(full) == 1:
        given, second = (initials + ["", ""])[:2]
        if patronymic and not given:
            return PersonName(full[0], patronymic, "")
        return PersonName(full[0], given, patronymic or second)
    if (
        len(full) == 2
        and not initials
        and not patronymic
        and _PATRONYMIC.search(full[1])
        and not _KAZAKH_SON.search(full[1])
    ):
        return PersonName("", full[0], full[1])  # Иван Петрович
    first_is_family = bool(_FAMILY.search(full[0])) and not _FAMILY.search(full[-1])
    if first_is_family:
        family, given = full[0], " ".join(full[1:])
    else:
        family, given = full[-1], " ".join(full[:-1])
    return PersonName(family, given, patronymic or (initials[0] if initials else ""))


_KAZAKH_SON = re.compile(r"(?:ұлы|улы|қызы|кызы)$")


def is_patronymic(word: str) -> bool:
    """Ends as patronymics of either language do."""
    return bool(_PATRONYMIC.search(word.lower()))


def _is_initial(word: str) -> bool:
    bare = word.rstrip(".")
    return len(bare) == 1 or (word.endswith(".") and len(bare) == 2) or bare in {"дж"}


def _with_particles(words: list[str]) -> list[str]:
    """аль Фараби → аль-фараби: a particle belongs to the word after it."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1].split("-")[-1] in _PARTICLES:
            joined[-1] = f"{joined[-1]}-{word}"
        else:
            joined.append(word)
    return joined


@lru_cache(maxsize=262144)
def separation(a: PersonName, b: PersonName) -> float | None:
    """How far apart two names are (0 the same, see `names.distance`), or None when they are two persons' names.

    A part that one of them lacks separates nothing; an initial stands for any name that begins so. Gender, given name
    and patronymic that disagree separate whatever the family name.
    """
    if a.gender and b.gender and a.gender != b.gender:
        return None
    if not a.family or not b.family:
        return _without_family(a, b)
    straight = _separation(a, b)
    if straight is None and a.order_unknown and b.order_unknown:
        return _separation(a, PersonName(b.given, b.family, b.patronymic))
    return straight


def _without_family(a: PersonName, b: PersonName) -> float | None:
    """«Борис Николаевич» and «Борис Ельцин»: by given name, which both must have in full, and patronymic."""
    if len(a.given) < 2 or len(b.given) < 2:
        return None
    given, patronymic = _part(a.given, b.given), _part(_stem(a.patronymic), _stem(b.patronymic))
    if given is None or patronymic is None or given > _GIVEN_LIMIT or patronymic > _GIVEN_LIMIT:
        return None
    return round(given + patronymic / 2 + (0.0 if a.patronymic and b.patronymic else 0.1), 3)


def _separation(a: PersonName, b: PersonName) -> float | None:
    total = _family(a.family, b.family)
    if total > _FAMILY_LIMIT:
        return None
    given = _part(a.given, b.given)
    patronymic = _part(_stem(a.patronymic), _stem(b.patronymic))
    if given is None or patronymic is None or given > _GIVEN_LIMIT or patronymic > _GIVEN_LIMIT:
        return None
    return round(total + given + patronymic / 2, 3)


def _family(a: str, b: str) -> float:
    """Family names, also with another ending: Дулатұлы / Дулатов, and where the name is long Бөкейхан / Букейханов."""
    a, b = _ARTICLE.sub("", a), _ARTICLE.sub("", b)
    whole = distance(a, b)
    stem_a, stem_b = _ADDED.sub("", a), _ADDED.sub("", b)
    endings = {_ending(a, stem_a), _ending(b, stem_b)}
    if len(endings) == 2 and ("" not in endings or min(len(stem_a), len(stem_b)) >= _LONG_STEM):
        return min(whole, distance(stem_a, stem_b) + _OTHER_ENDING)
    if "" not in endings and stem_a != a and stem_b != b:  # Тәшенов / Ташенев
        return min(whole, distance(stem_a, stem_b) + _OTHER_ENDING)
    return whole


def _ending(word: str, stem: str) -> str:
    ending = word[len(stem) :]
    return "ұлы" if _KAZAKH_SON.search(ending) else "ов" if ending else ""


def _stem(patronymic: str) -> str:
    """Кемел of Кемелұлы, Кемелевич; an initial stays."""
    return _PATRONYMIC.sub("", patronymic)


def _part(a: str, b: str) -> float | None:
    """What separates two given names, or None; 0 when one of them is not told."""
    if not a or not b:
        return 0.0
    if len(a) == 1 or len(b) == 1:
        return distance(a[0], b[0]) if distance(a[0], b[0]) <= 0.2 else None
    words_a, words_b = a.replace("-", " ").split(), b.replace("-", " ").split()
    joined = given_distance("".join(words_a), "".join(words_b))
    if len(words_a) != len(words_b):
        first = given_distance(words_a[0], words_b[0])
        return min(joined, first + 0.2)  # Нурсултан Абишевич told as two given names; Ким Чен Ын
    return min(joined, sum(given_distance(x, y) for x, y in zip(words_a, words_b, strict=True)))
