"""Kazakh, case by case: the tables in tests/corpus/kk are the cases, read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.lang.kk import analyze, base_name, latin_to_kk, nlp
from pipeline.lang.kk.inflect import dictionary_form, inflect
from pipeline.resources import read_table

CORPUS = Path(__file__).parent / "corpus" / "kk"


def rows(name: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in read_table(CORPUS / name, columns)]


@pytest.mark.parametrize(
    ("form", "lemma", "pos", "feats", "example"),
    rows("lemmas.tsv", "form", "lemma", "pos", "feats", "example"),
)
def test_word_in_its_sentence(form: str, lemma: str, pos: str, feats: str, example: str) -> None:
    token = next(token for token in nlp()(example) if token.text == form)
    assert (token.lemma_, token.pos_) == (lemma, pos)
    assert set(filter(None, feats.split(";"))) <= set(str(token.morph).split("|")), str(token.morph)


@pytest.mark.parametrize(
    ("form", "base", "variants", "note"), rows("names.tsv", "form", "base", "variants", "note")
)
def test_name_in_the_nominative(form: str, base: str, variants: str, note: str) -> None:
    assert base_name(form.split(), list(filter(None, variants.split(",")))) == base, note


def test_declined_names() -> None:
    """How many of the forms in declined.tsv come back to the bare name without another mention's help."""
    cases = rows("declined.tsv", "set", "label", "case", "form", "normal")
    found = [(form, normal, base_name(form.split())) for _, _, _, form, normal in cases]
    wrong = [f"{form}: {base}" for form, normal, base in found if base != normal]
    assert len(wrong) / len(cases) < 0.02, wrong


@pytest.mark.parametrize(("text", "tokens"), rows("tokens.tsv", "text", "tokens"))
def test_tokens(text: str, tokens: str) -> None:
    assert [token.text for token in nlp()(text) if not token.is_space] == tokens.split("¦")


@pytest.mark.parametrize(("text", "sentences", "note"), rows("sentences.tsv", "text", "sentences", "note"))
def test_sentences(text: str, sentences: str, note: str) -> None:
    assert [sentence.text for sentence in nlp()(text).sents] == sentences.split("¦"), note


@pytest.mark.parametrize(
    ("alphabet", "latin", "cyrillic"), rows("translit.tsv", "alphabet", "latin", "cyrillic")
)
def test_latin_script(alphabet: str, latin: str, cyrillic: str) -> None:
    assert latin_to_kk(latin, alphabet) == cyrillic


@pytest.mark.parametrize(
    ("lemma", "pos", "feats", "form"), rows("inflect.tsv", "lemma", "pos", "feats", "form")
)
def test_inflection_and_back(lemma: str, pos: str, feats: str, form: str) -> None:
    assert inflect(lemma, pos, feats.replace(";", "|")) == form
    asked = set(feats.split(";"))
    assert any(
        reading.lemma.lower() == lemma.lower() and asked <= set(reading.feats.split("|"))
        for reading in analyze(form)
    ), [(reading.lemma, reading.feats) for reading in analyze(form)]


def test_impossible_features_are_an_error() -> None:
    with pytest.raises(ValueError, match="Case=Foo"):
        inflect("қала", "NOUN", "Case=Foo")


def test_dictionary_form_of_verbs_is_the_gerund() -> None:
    assert [
        dictionary_form("айт", "VERB"),
        dictionary_form("оқы", "VERB"),
        dictionary_form("қала", "NOUN"),
    ] == ["айту", "оқу", "қала"]
