"""One small model that finds names and numbers in Kazakh and Russian.

    words -> segment (pieces) -> windows -> network (onnxruntime) -> decode -> Span

`from pipeline.ner.tagger import load_ner` gives the tagger, `pipeline.ner.component` the spaCy component `derek_ner`.
"""
