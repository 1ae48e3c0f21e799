"""The page on Kazakh is runnable, and the evaluation counts as it says."""

from __future__ import annotations

import re
from pathlib import Path

import spacy

from pipeline.eval.ud import Word, main, read_conllu, score, score_sentences
from pipeline.lang.kk import Kazakh
from pipeline.lang.kk.rank import candidates, features, weights
from pipeline.lang.kk.rank import score as rank_score

PAGE = Path(__file__).parents[1] / "docs" / "kazakh.md"
GOLD = """# sent_id = a:1
# text = Халқымыз айтты.
1	Халқымыз	халық	NOUN	n	Case=Nom	2	nsubj	_	_
2	айтты	айт	VERB	v	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	sent	_	2	punct	_	_

# sent_id = a:2
# text = Үйде бала бар.
1	Үйде	үй	NOUN	n	Case=Loc	3	obl	_	_
2-3	бала бар	_	_	_	_	_	_	_	SpaceAfter=No
2	бала	бала	NOUN	n	Case=Nom	3	nsubj	_	_
3	бар	бар	ADJ	adj	_	0	root	_	_
4	.	.	PUNCT	sent	_	3	punct	_	_

"""


def test_code_on_the_page_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 4
    scope: dict[str, object] = {}
    for block in blocks:
        if "kk" not in spacy.util.registry.languages:
            block = block.replace('spacy.blank("kk")', "Kazakh()")
            scope["Kazakh"] = Kazakh
        exec(compile(block.replace("print(", "str("), str(PAGE), "exec"), scope)


def test_counts_of_the_benchmark(tmp_path: Path) -> None:
    path = tmp_path / "gold.conllu"
    path.write_text(GOLD, "utf-8")
    gold = list(read_conllu(path))
    assert [(word.form, word.start, word.end) for word in gold[1].words] == [
        ("Үйде", 0, 4),
        ("бала", 5, 13),
        ("бар", 5, 13),
        (".", 13, 14),
    ]

    def read(text: str) -> list[Word]:
        if text.startswith("Х"):
            return [
                Word(0, 8, "Халқымыз", "халық", "NOUN", "Case=Nom|Number=Plur"),
                Word(9, 14, "айтты", "айтты", "VERB"),
            ]
        return [Word(0, 4, "Үйде", "ҮЙ", "NOUN", "Case=Loc|Number=Sing")]

    found = score(gold, read)
    assert (found["tokens"].right, found["tokens"].predicted, found["tokens"].gold) == (3, 3, 6)
    assert (found["lemma"].right, found["lemma"].gold) == (2, 5)
    assert (found["Case"].right, found["Case"].gold) == (2, 2)
    assert (found["Number"].right, found["Number"].gold) == (1, 2)
    assert score(gold, read, {"айтты": {"айтты"}})["lemma"].right == 3
    assert score_sentences(gold).f1 == 1.0


def test_predictions_are_written(tmp_path: Path) -> None:
    path, out = tmp_path / "gold.conllu", tmp_path / "out.jsonl"
    path.write_text(GOLD, "utf-8")
    assert main(["predictions", str(path), str(out)]) == 0
    assert '"lemma": "халық"' in out.read_text("utf-8")


def test_fast_score_is_the_sum_of_the_features() -> None:
    table = weights()
    for word, capital in [
        ("балаларымыздың", False),
        ("Тоқаевтың", True),
        ("құрылған", False),
        ("брумбизға", False),
        ("аузынан", False),
    ]:
        for candidate in candidates(word.lower(), capital=capital):
            whole = sum(
                table.get(name, 0.0) * value
                for name, value in features(candidate, word.lower(), capital=capital)
            )
            assert abs(whole - rank_score(candidate, word.lower(), capital=capital)) < 1e-9, candidate
