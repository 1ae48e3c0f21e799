"""Speed of the whole claims path, syntax included: `python -m pipeline.eval.claims_benchmark FILE…`.

The texts are analysed in one batch (`repeat` times), as a run does, and the claims path is timed with the CPU clock of the
process: annotate (tokens, tags, trees) and claims. Name finding is a stage of its own and is timed apart.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.config import build_stages, read_config
from pipeline.document import Document
from pipeline.stages.base import Stage

PATH = ("annotate", "claims")


def measure(texts: Sequence[str], repeat: int = 1) -> dict[str, Any]:
    """Sentences, CPU seconds by stage, and sentences a second over the claims path, after one warming run."""
    stages = [stage for stage in build_stages(read_config()) if stage.name != "relations"]
    _timed(stages, texts[:1], 1)
    seconds, sentences = _timed(stages, texts, repeat)
    path = sum(seconds.get(name, 0.0) for name in PATH)
    return {
        "sentences": sentences,
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "sentences_per_second": round(sentences / path, 1) if path else None,
    }


def _timed(stages: Sequence[Stage], texts: Sequence[str], repeat: int) -> tuple[dict[str, float], int]:
    documents = [
        Document.from_text(text, path=f"{k}-{i}") for k in range(repeat) for i, text in enumerate(texts)
    ]
    seconds: dict[str, float] = {}
    for stage in stages:
        start = time.process_time()
        stage.run(documents)
        seconds[stage.name] = time.process_time() - start
    return seconds, sum(len(document.sentences) for document in documents)


def main(paths: Sequence[str]) -> None:
    """Write the measurement of the given text files as JSON to standard output."""
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    sys.stdout.write(json.dumps(measure(texts), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
