"""The stages, one file or folder each, named by what they make."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def register_all() -> None:
    """Import every stage, so that its factory stands in the registry. Language libraries are not imported by this."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
