"""Names of persons in Russian text as speakers need them: those behind a post that no finder saw («сотрудник института
Айжан Торебаева»), and without the word of the post that was read as theirs («председатель Соцфонда Шайлообек Исаев»)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from pipeline.document import fact_id
from pipeline.lang.ru.lemmas import is_common, readings
from pipeline.lang.ru.persons import given_gender, name_readings, surname_readings
from pipeline.schema import Mention
from pipeline.stages.claims.nouns import speaking_noun
from pipeline.stages.claims.settle import is_patronymic
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold, occupations, source_words, words

_OBLIQUE = ("а", "я", "ы", "и")
_AGED = ("летний", "летняя")


def mend_russian_names(view: View) -> None:
    """Read the persons of Russian passages by whole names and by no more."""
    names = {m.text for m in view.mentions if m.label == "person"}
    mended = [_without_post(view, m, names) for m in view.mentions]
    found = [*_whole(view, mended), *_unseen(view)]
    own = {entity.name for entity in view.entities.values()}
    known = {m.normal: m.entity_id for m in view.mentions if m.label == "person" and m.normal in own}
    found = [m if m.entity_id else replace(m, entity_id=known.get(m.normal)) for m in found]
    view.keep(sorted(found, key=lambda m: (m.start_char, -m.end_char)))


def _without_post(view: View, mention: Mention, names: Set[str]) -> Mention:
    """The name without a first word that is none: «Соцфонда Шайлообек Исаев» behind «председатель», «Писатель-сатирик
    Лион Измайлов», «Ксении Людмила Орлова» behind «мать»; «Кэтрин Жермен Орлов» behind «сын» where the document names
    both."""
    said = mention.text.split()
    if mention.label != "person" or mention.lang != "ru" or len(said) < 2:
        return mention
    first = view.index_from(mention.start_char)
    alien = _is_post(said[0]) or (
        len(said) == 3
        and not is_patronymic(" ".join(said[:2]))
        and not is_patronymic(" ".join(said[1:]))
        and _behind_noun(view, first)
        and (_oblique(said) or {said[0], " ".join(said[1:])} <= names)
    )
    if not alien:
        return mention
    name = mention.normal.split(maxsplit=1)[1]
    start = mention.start_char + len(said[0]) + 1
    return replace(
        mention, start_char=start, text=mention.text[len(said[0]) + 1 :], normal=name, entity_id=None
    )


def _is_post(word: str) -> bool:
    """«Писатель-сатирик», «Шестидесятилетняя»: no name but what somebody is, at the head of a sentence."""
    first, _, last = word.partition("-")
    if not last:
        return word.lower().endswith(_AGED)
    nouns = words("ru").nouns
    return last.islower() and any(
        part in occupations() or part in nouns for part in (fold(first), fold(last))
    )


def _behind_noun(view: View, i: int) -> bool:
    before = view.tokens[i - 1] if i else None
    return (
        before is not None
        and before.sentence_id == view.tokens[i].sentence_id
        and before.pos in ("NOUN", "ADP")
    )


def _oblique(said: Sequence[str]) -> bool:
    """The first word of a name stands in another case than the rest: no given name in the nominative."""
    own = said[0]
    if {given_gender(own), given_gender(said[1])} == {"Masc", "Fem"}:
        return True  # «Кэтрин Джон Харрис» behind «сын»
    if not own.endswith(_OBLIQUE) or given_gender(own) is not None:
        return False
    others = [str(parse.tag.case) for parse in readings(own.lower()) if "Name" in parse.tag]
    another = any(case != "nomn" for case in others) or any(
        case != "Nom" for _, case in surname_readings(own)
    )
    rest = any(case == "Nom" for _, case in name_readings(said[1:])) and given_gender(said[1]) is not None
    return (another and rest) or not name_readings(said)


def _whole(view: View, mentions: Sequence[Mention]) -> list[Mention]:
    """«Нейл» and «Патрик Харрис» behind it are one name."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        if (
            last is not None
            and last.label == mention.label == "person"
            and last.lang == mention.lang == "ru"
            and view.text[last.end_char : mention.start_char] == " "
            and given_gender(last.text) is not None
            and not surname_readings(last.text)
            and len(mention.text.split()) > 1
            and all(t.feat("Case") == "Nom" for t in view.inside(last.start_char, mention.end_char))
        ):
            text = view.text[last.start_char : mention.end_char]
            normal = f"{last.normal} {mention.normal}"
            found[-1] = replace(last, end_char=mention.end_char, text=text, normal=normal, entity_id=None)
        else:
            found.append(mention)
    return found


def _unseen(view: View) -> Iterator[Mention]:
    """Two names in the nominative, one of them the head of the other, in no name that a finder saw: a given name that the
    tables know and a surname behind it, or whatever a post has behind it («директор Совета Нихад Авад»)."""
    for i, (first, second) in enumerate(zip(view.tokens, view.tokens[1:], strict=False)):
        if first.lang != "ru" or view.mention_at(first.start_char) or view.mention_at(second.start_char):
            continue
        if not _respected(view, i) and not _two_names(view, i):
            continue
        text = view.text[first.start_char : second.end_char]
        yield Mention(
            mention_id=fact_id("men", view.document.doc_id, first.start_char, second.end_char, "claims.name"),
            doc_id=view.document.doc_id,
            sentence_id=first.sentence_id,
            start_char=first.start_char,
            end_char=second.end_char,
            text=text,
            label="person",
            place_kind=None,
            normal=text,
            lang="ru",
            entity_id=None,
            confidence=0.6,
            rule="claims.name",
        )


def _two_names(view: View, i: int) -> bool:
    first, second = view.tokens[i], view.tokens[i + 1]
    if not (
        _capital(first.text) and _capital(second.text) and second.head == i and second.dep == "flat:name"
    ):
        return False
    said = [first.text, second.text]
    gender = given_gender(said[0])
    return gender is not None and (gender, "Nom") in name_readings(said) or _behind_post(view, i)


def _respected(view: View, i: int) -> bool:
    """«Калбике апа»: a name with a word of respect behind it, neither of them declined."""
    first, second = view.tokens[i], view.tokens[i + 1]
    return (
        _capital(first.text)
        and second.text in source_words("respect", "ru")
        and second.start_char == first.end_char + 1
        and first.pos in ("PROPN", "X", "NOUN")
        and not is_common(first.norm)
    )


def _behind_post(view: View, i: int) -> bool:
    """The tree takes the two words for the name of somebody whose post stands before them, in the nominative both."""
    first, second = view.tokens[i], view.tokens[i + 1]
    if first.dep != "appos" or first.head is None or first.head > i or first.feat("Animacy") != "Anim":
        return False
    noun = speaking_noun(view, first.head, "ru")
    cases = {token.feat("Case") for token in (first, second, view.tokens[first.head])}
    return noun is not None and noun.kind == "person" and cases == {"Nom"}


def _capital(text: str) -> bool:
    return text[:1].isupper() and text[1:].islower() and len(text) > 2
