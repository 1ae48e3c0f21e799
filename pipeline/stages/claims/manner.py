"""Polarity and modality of a content: what its main predicate says, with what the cue adds.

Modality is the softest field: directive, possibility, plan and forecast have markers; between fact and opinion the
points of the signs of a sentence decide (opinion.py).
"""

from __future__ import annotations

from pipeline.schema import Token
from pipeline.stages.claims import kk_manner
from pipeline.stages.claims.draft import Draft
from pipeline.stages.claims.opinion import is_opinion
from pipeline.stages.claims.polarity import is_negated, main_predicates
from pipeline.stages.claims.view import View
from pipeline.stages.claims.votes import by_sentence, vote
from pipeline.stages.claims.words import Entry, fold, lookup, source_words, words

_READ = 300  # tokens of each part that are read


def manner(view: View, draft: Draft) -> tuple[str, str]:
    """(polarity, modality) of a draft."""
    at = [i for start, end in draft.parts for i in view.range_of(start, end)[:_READ]]
    if not at:
        return "affirmed", "fact"
    if draft.lang.startswith("kk"):
        return kk_manner.manner(view, draft, at)
    sentences = by_sentence(view, at)
    denied = [is_negated(view, draft, own) for own in sentences]
    negated = denied[0] and 2 * sum(denied) >= len(denied)  # the first says what the others argue for
    cls = draft.cue.cls if draft.cue is not None else ""
    if cls == "negative":
        # A denial denies what it is about; «не опроверг» leaves it affirmed.
        negated = not (draft.cue is not None and draft.cue.negated)
    elif (
        draft.cue is not None
        and draft.cue.negated
        and (cls in ("plan", "directive", "belief") or draft.frame.startswith(("noun", "naming")))
    ):
        negated = True  # «не планирует закрывать завод», «не верит, что …»: the denial is of what follows
    return ("negated" if negated else "affirmed"), vote(
        [_modality(view, draft, own, cls) for own in sentences]
    )


def _modality(view: View, draft: Draft, at: list[int], cls: str) -> str:
    tokens = view.tokens
    index = words("ru").modality
    main = set(main_predicates(view, at))
    if cls == "directive":
        return "directive"
    if cls == "plan" and draft.frame in ("inf", "to", "noun"):
        return "plan"
    if draft.frame in ("noun", "noun_before", "about", "on", "in"):
        return _of_noun(view, draft, at, cls)
    if draft.frame == "naming":
        return "opinion"
    hits: dict[str, int] = {}
    evaluative = 0
    for i in at:
        hit = lookup(index, tokens, i, gap=1)
        if hit is None:
            continue
        entry, positions = hit
        if entry.words == ("готовый",) and not _ready_to(view, i):
            continue
        if entry.lemma in ("plan", "possibility") and _was(view, i):
            continue
        if entry.cls in ("inf", "imperfective") and not (infinitives := _infinitives(view, i)):
            continue
        if entry.cls == "imperfective" and all(tokens[j].feat("Aspect") == "Perf" for j in infinitives):
            continue  # «нельзя упустить» is impossible, «нельзя медлить» is forbidden
        if entry.cls == "eval":
            evaluative += 1
        elif entry.cls == "any" or (
            entry.cls in ("main", "inf", "imperfective") and _is_main(view, entry, positions, main)
        ):
            hits.setdefault(entry.lemma, i)
    future = any(
        _future(tokens[j]) for i in main for j in [i, *view.children_of(i, "aux", "cop", "aux:pass")]
    )
    sentences = len(view.sentences_in(draft.start, draft.end))
    document = draft.cue is not None and "passive" in draft.cue.frames
    own = draft.type in ("direct", "author") and not document
    if (
        "directive" in hits
        and (sentences <= 2 or hits["directive"] - at[0] < 20)
        or own
        and _urges(view, at, main)
    ):
        return "directive"
    if cls == "forecast":
        doubt = draft.cue is not None and draft.cue.lemma.startswith("не исключ")
        return "possibility" if doubt or ("possibility" in hits and not future) else "forecast"
    if "forecast" in hits and hits["forecast"] - at[0] < 25:
        return "forecast"
    if "possibility" in hits and sentences <= 2:
        return "possibility"
    if cls == "plan" or "plan" in hits and sentences <= 3:
        return "plan"
    if future and sentences <= 3:
        assured = draft.cue is not None and fold(draft.cue.lemma) in source_words("assures", "ru")
        unsure = cls == "belief" or cls == "distance" and not assured
        if not unsure and _controlled(view, main):
            return "plan"
        # What an office reports of the future is its plan, unless it happens by itself (цены вырастут).
        reported = not own and (assured or cls in ("neutral", "factive")) and not _happens(view, main)
        return "plan" if reported else "forecast"
    if "opinion" in hits and sentences <= 2:
        return "opinion"
    counted = draft.rule == "marker" and any(tokens[i].text[0].isdigit() for i in at)
    if cls == "belief" and not counted or cls == "evaluative" and not own:
        return "opinion"  # but «по оценке банка, цены выросли на 5%» tells a number
    return "opinion" if is_opinion(view, at, main, cls, own, evaluative) else "fact"


def _urges(view: View, at: list[int], main: set[int]) -> bool:
    """«Откройте рынок», «давайте считать», «пусть платят», «перестать раздавать льготы» as a sentence of its own."""
    for i in at[:25]:
        token = view.tokens[i]
        if token.feat("Mood") == "Imp" and token.dep in ("ROOT", "conj", "parataxis"):
            return True
        if fold(token.norm) in ("давайте", "пусть", "пускай") and token.pos in ("PART", "VERB", "SCONJ"):
            return True
        if token.feat("VerbForm") == "Inf" and token.dep == "ROOT" and not main:
            # «Вернуть льготы», not «этого не решить», «успеть бы».
            return not any(fold(view.tokens[j].norm) in ("не", "бы") for j in view.children_of(i))
    return False


def _infinitives(view: View, i: int) -> list[int]:
    """«стоит подождать», «отвечать придется»; none in «стоит 5 тенге», «до сих пор»."""
    above = view.tokens[i].head
    near = view.children_of(i) if above is None else [above, *view.children_of(i)]
    return [j for j in near if view.tokens[j].feat("VerbForm") == "Inf"]


def _happens(view: View, main: set[int]) -> bool:
    """The future of prices, weather and demand, which nobody carries out."""
    return any(fold(view.tokens[i].lemma) in source_words("happens", "ru") for i in main)


def _was(view: View, i: int) -> bool:
    """«смогли договориться», «собирались уехать» tell what was; «мог бы помочь» does not."""
    after = view.tokens[i + 1 : i + 2]
    return view.tokens[i].feat("Tense") == "Past" and not (after and fold(after[0].norm) in ("бы", "б"))


def _ready_to(view: View, i: int) -> bool:
    """«готов помочь», «готов к работе»; «дорога готова» is a fact."""
    return any(
        view.tokens[j].feat("VerbForm") == "Inf" or fold(view.tokens[j].norm) == "к"
        for j in range(i + 1, min(i + 5, len(view.tokens)))
    )


def _is_main(view: View, entry: Entry, positions: list[int], main: set[int]) -> bool:
    """The marker is (or governs, or belongs to) a main predicate."""
    for i in positions:
        token = view.tokens[i]
        if (
            i in main
            or token.dep in ("ROOT", "parataxis", "csubj")
            or token.head in main
            and token.dep in ("aux", "cop", "xcomp", "csubj", "advmod", "conj", "nsubj", "parataxis", "obl")
        ):
            return True
        if token.head is None:
            return True
    return entry.lemma == "directive" and len(entry.words) > 1


def _of_noun(view: View, draft: Draft, at: list[int], cls: str) -> str:
    """A noun phrase tells its modality by its head: важность, необходимость, приверженность, рост."""
    if cls == "forecast":
        return "forecast"
    if cls == "plan":
        return "plan"
    index = words("ru").modality
    evaluative = False
    for i in at[:6]:
        hit = lookup(index, view.tokens, i)
        if hit is None:
            continue
        entry = hit[0]
        if entry.cls in ("noun", "main") and view.tokens[i].pos == "NOUN":
            return entry.lemma
        evaluative = evaluative or entry.cls == "eval"
    if cls == "negative":
        return "fact"
    if draft.frame == "on" and not any(view.tokens[i].text[0].isdigit() for i in at):
        return "opinion"  # what one draws attention to is a judgement
    return "opinion" if evaluative and draft.frame != "about" else "fact"


def _future(token: Token) -> bool:
    """A future form; the tagger calls «будет» a present."""
    return token.feat("Tense") == "Fut" or (
        fold(token.lemma) == "быть" and fold(token.norm).startswith("буд")
    )


def _controlled(view: View, main: set[int]) -> bool:
    """A future that somebody carries out: no subject (движение перекроют), or building, opening, holding."""
    for i in main:
        token = view.tokens[i]
        lemma = fold(token.lemma)
        if (
            token.feat("Tense") == "Fut"
            and token.feat("Number") == "Plur"
            and token.feat("Person") == "3"
            and not view.children_of(i, "nsubj", "nsubj:pass")
        ):
            return True
        if any(
            view.tokens[j].feat("Person") == "1" and _future(view.tokens[j])
            for j in [i, *view.children_of(i, "aux")]
        ):
            return True
        if lemma in source_words("carried_out", "ru") and any(
            _future(view.tokens[j]) for j in [i, *view.children_of(i, "aux", "aux:pass", "cop")]
        ):
            return True
    return False
