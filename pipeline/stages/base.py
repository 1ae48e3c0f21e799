"""What a stage is: a function over a batch of documents that says what it reads and what it writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.errors import ConfigError

# What a document has before the first stage.
INGESTED = frozenset({"text", "published", "title", "author"})


@dataclass(frozen=True, slots=True)
class Stage:
    """`run` takes a batch and sets on each document the attributes in `writes`, nothing else.

    The result for a document must not depend on the others of the batch.
    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    run: Callable[[Sequence[Document]], None]


def check_order(stages: Sequence[Stage]) -> None:
    """Raise `ConfigError` when a stage stands before the one that makes what it reads."""
    made = set(INGESTED)
    for stage in stages:
        missing = [name for name in stage.reads if name not in made]
        if missing:
            makers = {name: [s.name for s in stages if name in s.writes] or ["no stage"] for name in missing}
            raise ConfigError(
                f"stage {stage.name!r} reads {', '.join(missing)}, which is not made before it (there is: {', '.join(sorted(made))})",
                "; ".join(f"{name} is made by {', '.join(who)}" for name, who in makers.items()),
            )
        made.update(stage.writes)
