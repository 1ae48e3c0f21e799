"""`derek check`: is everything that a run needs there and whole?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.config import build_stages, read_config
from pipeline.errors import DerekError
from pipeline.lang.base import codes, pack


def check(config: Path | None = None) -> Iterator[tuple[str, bool]]:
    """Lines for a person, each with whether it is fine: configuration and stages (which read their data files), languages.

    Raises `ConfigError` or `ResourceError` for a wrong configuration or data file, since nothing after it can be told.
    """
    settings = read_config(config)
    stages = build_stages(settings, config)
    yield (
        f"configuration {config or 'configs/default.cfg'}: {' > '.join(stage.name for stage in stages)}",
        True,
    )
    enabled = settings["derek"]["languages"]
    for code in codes():
        if code not in enabled:
            yield f"language {code}: there, not enabled", True
            continue
        try:
            components = pack(code).nlp().pipe_names
        except DerekError as error:
            yield f"language {code}: {error}", False
        else:
            yield f"language {code}: {', '.join(components) or 'tokenizer alone'}", True
