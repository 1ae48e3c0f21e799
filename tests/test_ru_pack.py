"""Russian pack: the text is kept, trees are trees, lemmas, slovnet's answers, natasha on pymorphy3."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lang.base import pack
from pipeline.lang.ru._natasha import natasha
from pipeline.lang.ru.lemmas import lemma
from pipeline.lang.ru.norms import mend, norm
from pipeline.lang.ru.taggers import morph_tagger, name_tagger, syntax_parser
from pipeline.lang.ru.trees import mend_tree
from tests.corpus_files import read_cases

LETTERS = st.text(
    alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=80
)
RUSSIAN = st.text(alphabet="абв АБВёЁ.,!?«»\"()-–1234 \n\t\u00a0\u00adaoeTM'", max_size=120)

# Sentences that we wrote: long and short, quotes, numbers, one word, a long list.
SENTENCES = [
    ["Президент", "Казахстана", "Касым-Жомарт", "Токаев", "прибыл", "в", "Москву", "."],
    [
        "Товарооборот",
        "вырос",
        "до",
        "30,5",
        "млрд",
        "долларов",
        ",",
        "сообщили",
        "в",
        "АО",
        "«",
        "КТЖ",
        "»",
        ".",
    ],
    ["Да", "!"],
    ["2025"],
    ["Города", ":", *(["Астана", ",", "Алматы", ",", "Тараз", ","] * 40), "Актау", "."],
    ["—", "Мы", "построим", "мост", "через", "Амур", ",", "—", "сказала", "Жанар", "Тулиндинова", "."],
]


@given(st.one_of(LETTERS, RUSSIAN))
@settings(max_examples=60, deadline=None)
def test_text_is_kept(text: str) -> None:
    doc = pack("ru").nlp()(text)
    assert doc.text == text
    assert [token.text for token in doc if not token.is_space] == [
        t for s in doc.sents for t in (w.text for w in s if not w.is_space)
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t ", " \u00a0", "  Слово", "Слово  ", "Раз.\n\n  Два."])
def test_white_space(text: str) -> None:
    doc = next(pack("ru").nlp().pipe([text]))
    assert doc.text == text


def test_sentences_are_those_of_the_tokenizer() -> None:
    doc = pack("ru").nlp()("Это г. Алматы. Там 5 млн. чел. живут. Да?")
    assert [sentence.text for sentence in doc.sents] == ["Это г. Алматы.", "Там 5 млн. чел. живут.", "Да?"]


@pytest.mark.parametrize(
    "case", read_cases("ru/sentences.tsv", ("text", "sentences", "note")), ids=lambda c: c["note"]
)
def test_sentences(case: dict[str, str]) -> None:
    found = [sentence.text for sentence in pack("ru").nlp()(case["text"]).sents]
    assert found == case["sentences"].split("¦")


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_trees(heads: list[int]) -> None:
    tree, root = mend_tree(heads)
    assert [i for i, head in enumerate(tree) if head < 0] == [root]
    for i in range(len(tree)):
        seen = set()
        while i != root:
            assert i not in seen
            seen.add(i)
            i = tree[i]


def test_one_root_in_each_sentence() -> None:
    doc = pack("ru").nlp()("Глава МИД заявил, что рост будет. Да. Суда, поезда, самолёты и мосты — всё есть.")
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


@pytest.mark.parametrize(
    "case", read_cases("ru/lemmas.tsv", ("form", "pos", "feats", "lemma", "note")), ids=lambda c: c["form"]
)
def test_lemmas(case: dict[str, str]) -> None:
    assert lemma(case["form"], case["pos"], case["feats"]) == case["lemma"]


def test_look_alikes() -> None:
    assert mend("Тoкаев и Kазаxстан, IT-отдел, Tele2, CO") == "Токаев и Казахстан, IT-отдел, Tele2, CO"
    assert norm("Ка\u00adзах\u200bстан") == "Казахстан"
    assert norm("и\u0306од") == "йод"


@given(LETTERS)
def test_mending_keeps_the_length(text: str) -> None:
    assert len(mend(text)) == len(text)


def test_natasha_runs_on_pymorphy3() -> None:
    vocab = natasha().MorphVocab
    assert any(base.__module__.startswith("pymorphy3") for base in vocab.__mro__)
    assert vocab()("Токаева")


def test_neither_pkg_resources_nor_natasha_is_imported() -> None:
    code = (
        "import sys\n"
        "sys.modules['pkg_resources'] = None\n"
        "from pipeline.lang.ru import nlp\n"
        "print([t.lemma_ for t in nlp()('Визит Токаева')], 'natasha' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['визит', 'токаев'] False"


def test_same_tags_as_slovnet() -> None:
    library = natasha()
    infer = library.NewsMorphTagger(library.NewsEmbedding()).infer
    assert list(morph_tagger().tag(SENTENCES)) == list(infer.decoder(infer.process(infer.encoder(SENTENCES))))


def test_same_trees_as_slovnet() -> None:
    library = natasha()
    infer = library.NewsSyntaxParser(library.NewsEmbedding()).infer
    theirs = [
        ([int(h) for h in heads], rels)
        for _, heads, rels in infer.decoder(infer.process(infer.encoder(SENTENCES)))
    ]
    assert list(syntax_parser().parse(SENTENCES)) == theirs


def test_same_names_as_slovnet() -> None:
    library = natasha()
    tagger = library.NewsNERTagger(library.NewsEmbedding())
    for words, spans in zip(SENTENCES, name_tagger().names(SENTENCES), strict=True):
        text = " ".join(words)
        theirs = [(span.type, text[span.start : span.stop]) for span in tagger(text).spans]
        assert [(span.type, " ".join(words[span.start : span.end])) for span in spans] == theirs


@pytest.mark.parametrize("tagger", ["morph", "syntax", "names"])
def test_no_answer_depends_on_its_neighbours(tagger: str) -> None:
    run = {"morph": morph_tagger().tag, "syntax": syntax_parser().parse, "names": name_tagger().names}[tagger]
    together = list(run(SENTENCES))
    assert together == [next(iter(run([words]))) for words in SENTENCES]
    assert together == list(reversed(list(run(SENTENCES[::-1]))))


def test_long_sequence_is_read_in_pieces() -> None:
    long = (SENTENCES[0] * 400)[:3000]
    tags = next(iter(morph_tagger().tag([long])))
    assert len(tags) == 3000 and tags[800:808] == tags[1600:1608]
    heads, _ = next(iter(syntax_parser().parse([long])))
    assert len(heads) == 3000
