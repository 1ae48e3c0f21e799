"""Every error that derek raises on purpose: one base, few children, each says whose fault it is.

A message names the file, the place in it and the remedy, so that it can be printed to a person as it is.
"""

from __future__ import annotations

from pathlib import Path


class DerekError(Exception):
    """Base of all errors of derek.

    `message` says what is wrong and where, `remedy` what to do about it (may be empty).
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message}\n  remedy: {remedy}" if remedy else message)
        self.message = message
        self.remedy = remedy


class ConfigError(DerekError):
    """The configuration is wrong: unknown key, wrong type, unknown stage. The run stops before it starts."""


class ResourceError(DerekError):
    """A data file that ships with derek (or that a user added) is malformed; names file and line."""

    def __init__(self, path: Path, line: int | None, message: str, remedy: str = "") -> None:
        place = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{place}: {message}", remedy)
        self.path = path
        self.line = line


class IngestError(DerekError):
    """One input document cannot be read. It gets a status and a row in `errors`; the run goes on.

    `status` is the document's status (see `schema.STATUSES`).
    """

    def __init__(self, message: str, remedy: str = "", status: str = "unreadable") -> None:
        super().__init__(message, remedy)
        self.status = status


class OutputError(DerekError):
    """Tables cannot be written or do not belong together (disk full, locked folder, hashes that disagree)."""


class ModelError(DerekError):
    """Weights are missing or damaged, or the library that runs them is not installed."""
