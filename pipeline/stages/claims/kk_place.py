"""Where a thing was said in Kazakh, beside who said it: «Министр баяндамасында», «форумында», «Facebook парақшасында»."""

from __future__ import annotations

from pipeline.stages.claims.kk_phrase import ends_content, is_finite
from pipeline.stages.claims.kk_words import word_set
from pipeline.stages.claims.view import View
from pipeline.stages.claims.words import fold

_LONGEST = 9  # words that tell where («Астанада өткен «Ұлы дала» форумында»)
_LEFT = 2  # words at least that are left for what is said


def in_own_speech(view: View, i: int) -> bool:
    """«Министр баяндамасында», «министр сөзінің соңында»: where in his own speech he says it."""
    if fold(view.tokens[i].lemma) not in word_set("own_speech"):
        return False
    after = view.tokens[i + 1].feat("Case") if i + 1 < len(view.tokens) else None
    case = view.tokens[i].feat("Case")
    return case == "Loc" or case == "Gen" and after == "Loc"


def on_platform(view: View, i: int) -> bool:
    """«Facebook парақшасында», «Telegram арнасындағы»: the token names in Latin letters where somebody has a page."""
    token = view.tokens[i]
    if not token.text.isascii() or not token.text.isalpha() or i + 1 >= len(view.tokens):
        return False
    page = view.tokens[i + 1]
    return fold(page.lemma) in word_set("pages") and page.feat("Case") == "Loc"


def behind_place(view: View, at: range) -> int:
    """The first token behind the words at the head of `at` that tell where a thing was said; its start when there are none."""
    named = owned = False  # a noun without a case stands there, a genitive does
    for i in range(at.start, min(at.stop - _LEFT, at.start + _LONGEST)):
        token, after = view.tokens[i], view.tokens[i + 1]
        case = token.feat("Case")
        participle = after.feat("VerbForm") == "Part" and after.feat("Case") is None
        if case == "Loc" and _speaks_there(view, i):
            whose = token.feat("Person[psor]") == "3" or not (named or owned)
            return i + 1 if whose and not participle else at.start  # not «желіде тараған ақпараттың»
        if is_finite(token) or ends_content(token) or token.text in (",", ";", ":", "–", "—"):
            break
        if token.feat("VerbForm") not in (None, "Part", "Ger") or token.pos == "PRON" and case == "Nom":
            break
        if case in ("Acc", "Abl") or case == "Dat" and not participle:
            break
        named = named or case == "Nom" and token.pos in ("NOUN", "PROPN")
        owned = owned or case == "Gen"
    return at.start


def _speaks_there(view: View, i: int) -> bool:
    """«форумда», «кездесуде», «әлеуметтік желіде», «Telegram арнасында»; not «жаңа желіде»."""
    token = view.tokens[i]
    lemma = fold(token.lemma)
    if (f"{lemma}у" if token.feat("VerbForm") == "Ger" else lemma) in word_set("occasions"):
        return True
    return (
        i > 0
        and (on_platform(view, i - 1) or fold(view.tokens[i - 1].norm) in word_set("of_page"))
        and (lemma in word_set("pages"))
    )
