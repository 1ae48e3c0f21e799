"""Kazakh in spaCy: components alone and together, offsets on any input, generation and analysis as inverses."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.lang.kk import (
    PACK,
    Kazakh,
    analyze,
    is_latin_kazakh,
    kk_to_latin,
    latin_to_kk,
    like_num,
    mend,
    nlp,
    strip_case,
    suffix_of_prev,
)
from pipeline.lang.kk.analyze import ud_feats
from pipeline.lang.kk.inflect import inflect
from pipeline.lang.kk.rank import candidates
from pipeline.lang.kk.suffixes import Chain, paths

NASTY = st.text(
    st.one_of(
        st.sampled_from(
            list(
                "абвгқғәіңөұүАҚІaeiopc0159 \n\r\t.,;:!?%-–—«»\"'’()°№\u00a0\u00ad\u200b\u0301\u0000\ufeff\u2028"
            )
        ),
        st.characters(blacklist_categories=("Cs",)),
    ),
    max_size=80,
)
STEMS = [
    ("қала", False), ("мектеп", False), ("орталық", False), ("адам", False), ("қыз", False), ("күн", False), ("ел", False), ("министр", False),
    ("бар", True), ("кел", True), ("оқы", True), ("тап", True), ("шық", True), ("сүй", True), ("жаса", True), ("бер", True),
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_any_text_comes_back_and_offsets_hold(text: str) -> None:
    doc = nlp()(text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
        assert token.norm_
        assert token.is_space or token.lemma_
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text
    # Every sentence has something to read, unless the text has nothing.
    assert all(sentence.text.strip() for sentence in doc.sents) or not text.strip()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STEMS), st.data())
def test_what_is_generated_is_analysed(stem: tuple[str, bool], data: st.DataObject) -> None:
    lemma, verbal = stem
    path, feats = data.draw(st.sampled_from(list(paths(verbal=verbal))))
    wanted = ud_feats(Chain(tuple(suffix.tag for suffix in path), tuple(sorted(feats.items())), verbal))
    form = inflect(lemma, "VERB" if verbal else "NOUN", wanted)
    found = {(c.stem, ud_feats(c.chain)) for c in candidates(form, capital=False) if not c.passive}
    assert (lemma, wanted) in found, form


def test_mended_words_keep_their_offsets() -> None:
    text = "Қазақcтан хaлқы мемле\u00adкеттік iс"
    doc = nlp()(text)
    assert [token.norm_ for token in doc] == ["Қазақстан", "халқы", "мемлекеттік", "іс"]
    assert [text[token.idx : token.idx + len(token)] for token in doc] == [token.text for token in doc]
    assert [token.lemma_ for token in doc] == ["Қазақстан", "халық", "мемлекеттік", "іс"]


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("COVID-тан", "COVID-тан"),
        ("ҚР-ның", "ҚР-ның"),
        ("€", "€"),
        ("«", "«"),
        ("Nur", "Nur"),
        ("и\u0306од", "йод"),
    ],
)
def test_mend_leaves_alone_what_is_right(word: str, mended: str) -> None:
    assert mend(word) == mended


def test_latin_kazakh_is_read_in_cyrillic() -> None:
    text = "Qazaqstan Respublikasynyñ Prezidentı jäne Ükımet müşelerı balalar turaly aitty."
    assert is_latin_kazakh(text)
    assert not is_latin_kazakh("The President of Kazakhstan said nothing about this.")
    doc = nlp()(text)
    assert doc.text == text
    assert [token.norm_ for token in doc][1:3] == ["Республикасының", "Президенті"]
    assert next(token.lemma_ for token in doc if token.text == "aitty") == "айт"
    latin = spacy.blank("kk") if "kk" in spacy.registry.languages.get_all() else Kazakh()
    latin.add_pipe("kk_lemmatizer", config={"script": "Latn"})
    assert latin("балалар")[0].lemma_ == "bala"


@given(st.text(alphabet="абвгғджзйкқлмнңопрстуұүшыіәө ", max_size=30))
def test_script_of_2021_and_back_keeps_native_letters(text: str) -> None:
    plain = text.replace("й", "").replace("ш", "с")
    assert latin_to_kk(kk_to_latin(plain), "2021") == plain


def test_suffix_of_a_quoted_name_is_told_apart() -> None:
    doc = nlp()("«Самұрық-Қазына»ның басшысы")
    suffix = doc[3]
    assert suffix.text == "ның"
    assert suffix_of_prev(suffix)
    assert suffix.morph.get("Case") == ["Gen"]
    assert not any(suffix_of_prev(token) for token in doc if token.i != 3)


def test_components_work_one_without_the_other() -> None:
    lemmas = Kazakh()
    lemmas.add_pipe("kk_lemmatizer")
    assert [token.lemma_ for token in lemmas("халқымыз айтты")] == ["халық", "айт"]
    tags = Kazakh()
    tags.add_pipe("kk_morphology")
    doc = tags("халқымыз айтты")
    assert [token.pos_ for token in doc] == ["NOUN", "VERB"]
    assert doc[0].morph.get("Person[psor]") == ["1"]


def test_pretokenized_and_serialized() -> None:
    words = ["Халқымыз", "бұл", "туралы", "айтты", "."]
    doc = Doc(nlp().vocab, words=words)
    for _, component in nlp().pipeline:
        doc = component(doc)
    assert [token.lemma_ for token in doc] == ["халық", "бұл", "туралы", "айт", "."]
    again = Kazakh().from_bytes(Kazakh().to_bytes())
    assert [token.text for token in again("170-тен астам")] == ["170-тен", "астам"]


def test_memory_zones_leave_nothing_dangling() -> None:
    pipeline = nlp()
    for _ in range(3):
        with pipeline.memory_zone():
            read = [
                (token.lemma_, token.pos_, str(token.morph))
                for token in pipeline("Ғаламторшылардың бәрекелдісінен айтылыпты.")
            ]
        assert read[1][1] and all(lemma for lemma, _, _ in read)


def test_pack_gives_the_nominative() -> None:
    assert PACK.code == "kk"
    assert PACK.langs == ("kk", "kk-Latn")
    assert strip_case("Тоқаевтың") == ("Тоқаев", "Gen")
    assert strip_case("Ерден") == ("Ерден", None)


@pytest.mark.parametrize(
    "text", ["5", "5-тен", "2024-ші", "50%-ға", "1/2", "жиырма", "жиырмасыншы", "екінші", "млн"]
)
def test_like_num(text: str) -> None:
    assert like_num(text)


@pytest.mark.parametrize("text", ["бала", "келінші", "жүзім", "A5", "-"])
def test_unlike_num(text: str) -> None:
    assert not like_num(text)


def test_unknown_words_get_a_guess_and_say_so() -> None:
    best = analyze("брумбиздардың")[0]
    assert (best.lemma, best.known) == ("брумбиз", False)
    assert analyze("балалардың")[0].known
    assert 0 < best.confidence <= 1


def test_no_other_language_is_imported() -> None:
    code = "import sys, pipeline.lang.kk as kk; kk.nlp()('сөз'); sys.exit(bool({'natasha', 'pymorphy3', 'slovnet'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
