"""The one place that touches natasha: where its weights lie, and how it is imported when it is wanted whole.

natasha 1.6 asks for pymorphy2, whose analyzer needs `pkg_resources`, which setuptools no longer brings. pymorphy3 is
the same library kept alive, so the name pymorphy2 is made to mean pymorphy3 before natasha is imported.
The weights are read by our own runtime (`slovnet_weights.py`) straight from natasha's data folder; for that natasha
need not be imported at all, which saves half a second at the start.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

# What natasha and yargy import of pymorphy2.
_PYMORPHY = ("", ".analyzer")


def weights(name: str) -> Path:
    """The file of natasha's data folder, `model/slovnet_ner_news_v1.tar`. Raises `ImportError` when natasha is missing."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("natasha is not installed", name="natasha")
    return Path(spec.submodule_search_locations[0]) / "data" / name


@cache
def natasha() -> ModuleType:
    """The library itself, running on pymorphy3."""
    for part in _PYMORPHY:
        sys.modules[f"pymorphy2{part}"] = import_module(f"pymorphy3{part}")
    return import_module("natasha")
