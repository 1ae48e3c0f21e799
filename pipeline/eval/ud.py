"""Kazakh tokens, sentences, lemmas and features against a Universal Dependencies treebank, beside peers.

    python -m pipeline.eval.ud benchmark   GOLD.conllu [--variants TSV]    a table of our figures and of peers
    python -m pipeline.eval.ud predictions GOLD.conllu OUT.jsonl           our readings for ../shared/eval/ud_score.py
    python -m pipeline.eval.ud words       GOLD.tsv                        lemmas of annotated words (word, lemma, pos, context, sentence)

The definitions are those of `ud_score.py`: exact offsets; lemmas without case and ё, a gold word without a token of its own
offsets is wrong; Case and Number by precision and recall, a word with Case and without Number is singular. `Case` and
`Number` of the table are over nouns and names alone. Peers: spaCy's rules for Kyrgyz (the nearest language that it has) with the form in lower case as lemma, and Hunspell with
`kk_KZ.dic` where the package chunspell and the dictionary are installed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

from pipeline.lang.kk import nlp
from pipeline.resources import read_table

HUNSPELL = Path("/usr/share/hunspell")
WORD_COLUMNS = ("word", "lemma", "pos", "context", "sentence")
_NO_WORDS = frozenset(("PUNCT", "SYM"))
_NAMES = frozenset(("NOUN", "PROPN"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the gold or a token of a prediction; offsets into its sentence."""

    start: int
    end: int
    form: str
    lemma: str = ""
    pos: str = ""
    feats: str = ""

    def values(self, name: str) -> frozenset[str]:
        """Values of a feature; `Plur,Sing` leaves both open. With Case and without Number a word is singular."""
        feats = dict(pair.split("=", 1) for pair in self.feats.split("|") if "=" in pair)
        if name == "Number" and "Case" in feats:
            feats.setdefault("Number", "Sing")
        return frozenset(feats[name].split(",")) if name in feats else frozenset()


@dataclass(slots=True)
class Sentence:
    """A sentence of the treebank: its text and syntactic words; the words of a multiword token share its span."""

    sent_id: str
    text: str
    words: list[Word] = field(default_factory=list)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file with `# text` lines; raises ValueError for a sentence without one."""
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n"), start=1):
        lines = [line for line in block.splitlines() if line]
        if not lines:
            continue
        meta = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        if "text" not in meta:
            raise ValueError(f"{path}: sentence {number} has no '# text' line")
        sentence = Sentence(meta.get("sent_id", str(number)), meta["text"])
        at, shared, last = 0, (0, 0), 0
        for row in (line.split("\t") for line in lines if not line.startswith("#")):
            if "." in row[0]:
                continue
            start = sentence.text.find(row[1], at)
            if "-" in row[0]:
                at, last = start + len(row[1]), int(row[0].split("-")[1])
                shared = (start, at)
                continue
            if int(row[0]) > last:
                at = start + len(row[1])
                shared = (start, at)
            sentence.words.append(Word(*shared, row[1], row[2], row[3], row[5]))
        yield sentence


Reader = Callable[[str], list[Word]]


def ours(text: str) -> list[Word]:
    """Our tokens of a text with lemma, part of speech and features."""
    return [
        Word(t.idx, t.idx + len(t), t.text, t.lemma_, t.pos_, str(t.morph))
        for t in nlp()(text)
        if not t.is_space
    ]


def peers() -> dict[str, Reader]:
    """Name → reader, of the peers that are installed; what a peer does not say (lemma, features) it does not say."""
    kyrgyz = spacy.blank("ky")
    found: dict[str, Reader] = {
        "spaCy ky, lower case": lambda text: [
            Word(t.idx, t.idx + len(t), t.text, t.text.lower()) for t in kyrgyz(text) if not t.is_space
        ],
    }
    try:
        from hunspell import Hunspell
    except ImportError:
        return found
    if (HUNSPELL / "kk_KZ.dic").exists():
        dictionary = Hunspell("kk_KZ", hunspell_data_dir=str(HUNSPELL))

        def stemmed(text: str) -> list[Word]:
            return [
                Word(w.start, w.end, w.form, min(dictionary.stem(w.form) or (w.form,), key=len))
                for w in ours(text)
            ]

        found["our tokens, Hunspell kk_KZ"] = stemmed
    return found


@dataclass(slots=True)
class Counts:
    """Right, predicted and gold; `f1` of them."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0


def fold(lemma: str) -> str:
    """A lemma as it is compared."""
    return lemma.lower().replace("ё", "е")


def score(
    gold: Iterable[Sentence], read: Reader, variants: dict[str, set[str]] | None = None
) -> dict[str, Counts]:
    """Counts of `tokens`, `lemma`, `pos`, `Case`, `Number` (the last two over nouns and names that are tokens)."""
    found = {name: Counts() for name in ("tokens", "lemma", "pos", "Case", "Number")}
    for sentence in gold:
        predicted = read(sentence.text)
        spans = {(word.start, word.end) for word in sentence.words}
        at: dict[tuple[int, int], list[Word]] = {}
        for word in predicted:
            at.setdefault((word.start, word.end), []).append(word)
        tokens = found["tokens"]
        tokens.right += len(spans & set(at))
        tokens.predicted += len(at)
        tokens.gold += len(spans)
        for word in sentence.words:
            candidates = at.get((word.start, word.end))
            token = candidates.pop(0) if candidates else None
            if word.pos not in _NO_WORDS and word.lemma not in ("_", ""):
                accepted = {fold(word.lemma)} | (variants or {}).get(fold(word.form), set())
                _count(found["lemma"], token is not None and fold(token.lemma) in accepted)
            _count(found["pos"], token is not None and token.pos == word.pos)
            if word.pos in _NAMES and token is not None:
                for name in ("Case", "Number"):
                    if word.values(name):
                        _count(found[name], bool(word.values(name) & token.values(name)))
    return found


def _count(counts: Counts, right: bool) -> None:
    counts.gold += 1
    counts.right += right


def score_sentences(gold: list[Sentence]) -> Counts:
    """Sentences of the documents (told by the part of sent_id before the colon) joined with blanks, exact offsets."""
    documents: dict[str, list[str]] = {}
    for sentence in gold:
        documents.setdefault(sentence.sent_id.split(":")[0], []).append(sentence.text)
    counts = Counts()
    for texts in documents.values():
        spans, at = set(), 0
        for text in texts:
            spans.add((at, at + len(text)))
            at += len(text) + 1
        predicted = {
            (s.start_char, s.start_char + len(s.text.rstrip())) for s in nlp()(" ".join(texts)).sents
        }
        counts.right += len(spans & predicted)
        counts.predicted += len(predicted)
        counts.gold += len(spans)
    return counts


def score_words(path: Path) -> tuple[Counts, list[tuple[str, str, str]]]:
    """Lemmas of annotated words read in their context; also the wrong ones (context, accepted, ours)."""
    counts, wrong = Counts(), []
    for row in read_table(path, WORD_COLUMNS):
        left, right = row["context"].split(f"[{row['word']}]", 1)
        text = f"{left.strip()} {row['word']} {right.strip()}".strip()
        at = len(left.strip()) + 1 if left.strip() else 0
        lemma = next((word.lemma for word in ours(text) if word.start == at), "")
        good = fold(lemma) in {fold(accepted) for accepted in row["lemma"].split("|")}
        _count(counts, good)
        if not good:
            wrong.append((row["context"], row["lemma"], lemma))
    return counts, wrong


def _load_variants(path: Path) -> dict[str, set[str]]:
    """form TAB lemma|lemma → further accepted lemmas of a form."""
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        form, _, lemmas = line.partition("\t")
        if lemmas and not form.startswith("#"):
            found.setdefault(fold(form), set()).update(map(fold, lemmas.split("|")))
    return found


def _benchmark(gold: list[Sentence], variants: dict[str, set[str]] | None) -> None:
    sys.stdout.write(
        f"{'':30}{'tokens F1':>10}{'lemma':>8}{'pos':>8}{'Case':>8}{'Number':>8}{'tokens/s':>10}\n"
    )
    ours("Сөз.")
    for name, read in {"derek": ours, **peers()}.items():
        started = time.perf_counter()
        found = score(gold, read, variants)
        speed = found["tokens"].predicted / (time.perf_counter() - started)
        said = [f"{found['tokens'].f1:10.4f}", f"{found['lemma'].recall:8.4f}"]
        said += [
            f"{found[key].recall:8.4f}" if found[key].right else f"{'–':>8}"
            for key in ("pos", "Case", "Number")
        ]
        sys.stdout.write(f"{name:30}{''.join(said)}{speed:10.0f}\n")
    sys.stdout.write(f"sentences F1, documents joined with blanks: {score_sentences(gold).f1:.4f}\n")


def _predictions(gold: list[Sentence], out: Path) -> None:
    with out.open("w", encoding="utf-8") as stream:
        for sentence in gold:
            tokens: list[dict[str, Any]] = [
                {"start": w.start, "end": w.end, "lemma": w.lemma, "pos": w.pos, "feats": w.feats}
                for w in ours(sentence.text)
            ]
            stream.write(
                json.dumps({"sent_id": sentence.sent_id, "tokens": tokens}, ensure_ascii=False) + "\n"
            )


def main(arguments: list[str]) -> int:
    """Command line, see the head of the file."""
    parser = argparse.ArgumentParser(
        prog="derek evaluate ud", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("benchmark", "predictions", "words"))
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument(
        "--variants", type=Path, help="form TAB lemma|lemma: further lemmas that count as right"
    )
    asked = parser.parse_args(arguments)
    if asked.what == "words":
        counts, wrong = score_words(asked.gold)
        for context, accepted, lemma in wrong:
            sys.stdout.write(f"{context}\t{accepted}\t{lemma}\n")
        sys.stdout.write(f"lemma {counts.recall:.4f} ({counts.right} of {counts.gold})\n")
        return 0
    gold = list(read_conllu(asked.gold))
    if asked.what == "benchmark":
        _benchmark(gold, _load_variants(asked.variants) if asked.variants else None)
        return 0
    if asked.out is None:
        parser.error("predictions need OUT.jsonl")
    _predictions(gold, asked.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
