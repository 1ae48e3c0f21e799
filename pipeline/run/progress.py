"""How far a run has come, on standard error: one line that renews itself on a terminal, one line at the end elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class Progress:
    """Counts documents; `quiet` says nothing at all."""

    def __init__(self, *, quiet: bool, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.quiet = quiet
        self.live = not quiet and self.stream.isatty()
        self.started = time.monotonic()
        self.done = 0
        self.failed = 0

    def add(self, done: int, failed: int) -> None:
        self.done += done
        self.failed += failed
        if self.live:
            self.stream.write(f"\r\x1b[K{self.line()}")
            self.stream.flush()

    def line(self) -> str:
        seconds = max(time.monotonic() - self.started, 1e-9)
        return f"{self.done} documents, {self.done / seconds:.1f}/s, {self.failed} with errors"

    def close(self) -> None:
        if not self.quiet:
            self.stream.write(f"\r\x1b[K{self.line()}\n" if self.live else f"{self.line()}\n")
