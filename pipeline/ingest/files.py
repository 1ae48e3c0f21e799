"""Which files there are under the given paths. Nothing here opens a file, follows a link or waits on a device."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import IngestError
from pipeline.ingest.readers import readers
from pipeline.ingest.source import Source

log = logging.getLogger("pipeline.ingest")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Missed:
    """A path that was asked for and cannot be read; it becomes a document with an error."""

    name: str
    error: IngestError


def find(paths: Iterable[Path | str]) -> Iterator[Source | Missed]:
    """The sources under `paths`, folders walked recursively in sorted order; each file once."""
    seen: set[Path] = set()
    for path in paths:
        if str(path) == STDIN:
            yield Source(STDIN, None)
            continue
        for item in _under(Path(path)):
            if isinstance(item, Source) and item.path is not None:
                real = item.path.resolve()
                if real in seen:
                    log.info("skipped %s: named twice", item.path)
                    continue
                seen.add(real)
            yield item


def _under(path: Path) -> Iterator[Source | Missed]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Missed(_name(path.name), _cannot(error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, path)
    elif stat.S_ISREG(mode):
        yield Source(_name(path.name), path)
    else:
        yield Missed(
            _name(path.name),
            IngestError("not a file but a pipe, socket or device", "use `-` for standard input"),
        )


def _walk(folder: Path, root: Path) -> Iterator[Source | Missed]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Missed(_name(folder.relative_to(root).as_posix()), _cannot(error))
        return
    for entry in entries:
        path = Path(entry.path)
        reason = _reason(entry)
        if reason:
            log.info("skipped %s: %s", path, reason)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root)
        else:
            yield Source(_name(path.relative_to(root).as_posix()), path)


def _reason(entry: os.DirEntry[str]) -> str | None:
    """Why an entry of a folder is not read; None when it is."""
    if entry.name.startswith("."):
        return "hidden"
    if entry.is_symlink():
        return "a link"
    if entry.is_dir(follow_symlinks=False):
        return None
    if not entry.is_file(follow_symlinks=False):
        return "a pipe, socket or device"
    if entry.name.casefold() == "readme.md":
        return "describes the folder"
    suffix = Path(entry.name).suffix.lower()
    if suffix not in readers():
        return f"unknown suffix {suffix!r}; known: {', '.join(sorted(readers()))}"
    return None


def _name(name: str) -> str:
    """A file name that any table can hold; one that is not UTF-8 has its bad bytes replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _cannot(error: OSError) -> IngestError:
    return IngestError(
        f"cannot be read: {error.strerror or error}", "check that it exists and its permissions"
    )
