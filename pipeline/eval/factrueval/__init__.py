"""FactRuEval-2016: derek's documents in the competition's formats, and a comparator after its rules.

`standard` reads the marked books, `persons` splits names, `answers` turns a processed document into the answers of the
three tasks, `marks` writes them, `compare` scores them. `python -m pipeline.eval.factrueval --help` runs it all.

The rules follow the published description and scorer of the competition (Starostin et al. 2016, «FactRuEval 2016:
Evaluation of Named Entity Recognition and Fact Extraction Systems for Russian»; github.com/dialogue-evaluation/factRuEval-2016).
"""
