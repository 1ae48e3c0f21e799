"""Worker processes that may die: each holds one batch at a time, and a batch whose worker died is tried again a document
at a time, so that exactly the document that kills its worker is set aside.

Why not concurrent.futures: one killed worker breaks the whole executor there, and it has no time limit.
"""

from __future__ import annotations

import multiprocessing as mp
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path

from pipeline.document import Document
from pipeline.errors import DerekError
from pipeline.extract import Extractor
from pipeline.run.batch import BatchResult, abandon, process, result

TRIES = 2  # of one document alone before it is set aside
READY = "ready"
_POLL_S = 0.5
_NOT_STARTED = "the worker processes end before they are ready"
_HOW_TO_START = (
    "run with one worker to see the error; in a script of yours call run() under `if __name__ == '__main__':`"
)
_START_S = 300.0  # that a worker may take to load; a batch is given to it beforehand


class Worker:
    """A spawned process with a pipe; `batch` is what it works on, `since` when it got it (monotonic seconds)."""

    def __init__(self, config: Path | None) -> None:
        context = mp.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, config), daemon=True)
        self.process.start()
        theirs.close()  # so that a dead worker is seen as the end of the pipe
        self.batch: list[Document] = []
        self.since = 0.0
        self.ready = False  # it says so once its models are loaded; that time is not a document's

    def give(self, batch: list[Document]) -> None:
        self.batch, self.since = batch, time.monotonic()
        self.connection.send(batch)

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def _serve(connection: Connection, config: Path | None) -> None:
    extractor = Extractor(config)
    extractor.process([])  # loads the language packs
    connection.send(READY)
    while True:
        try:
            batch = connection.recv()
        except EOFError:
            return
        connection.send(process(extractor, batch))


def run_pool(
    work: Iterable[list[Document]], *, workers: int, config: Path | None, doc_timeout: float
) -> Iterator[BatchResult]:
    """The results of the batches, as they come. `doc_timeout` is in seconds for each document of a batch."""
    todo = iter(work)
    again: deque[tuple[list[Document], int]] = deque()  # (batch, how often tried)
    tries: dict[int, int] = {}
    stillborn = 0  # workers that ended before they were ready: no document's fault
    crew = [Worker(config) for _ in range(workers)]
    try:
        while True:
            for worker in crew:
                if not worker.batch:
                    batch, tried = again.popleft() if again else (next(todo, []), 0)
                    if batch:
                        tries[id(worker)] = tried
                        worker.give(batch)
            busy = [worker for worker in crew if worker.batch]
            if not busy:
                return
            ready = wait([worker.connection for worker in busy], timeout=_POLL_S)
            for worker in busy:
                allowed = doc_timeout * len(worker.batch) if worker.ready else _START_S
                late = time.monotonic() - worker.since > allowed
                if worker.connection not in ready and not late:
                    continue
                try:
                    if worker.connection not in ready:
                        raise TimeoutError
                    done: BatchResult | str = worker.connection.recv()
                except (EOFError, ConnectionError, TimeoutError) as error:
                    timed_out = isinstance(error, TimeoutError)
                    if worker.ready or timed_out:
                        yield from _retry(worker.batch, tries[id(worker)] + 1, again, timed_out=timed_out)
                    else:
                        stillborn += 1
                        if stillborn > TRIES:
                            raise DerekError(_NOT_STARTED, _HOW_TO_START) from error
                        again.append((worker.batch, tries[id(worker)]))
                    worker.stop()
                    crew[crew.index(worker)] = Worker(config)
                else:
                    if isinstance(done, str):
                        worker.ready, worker.since = True, time.monotonic()
                        continue
                    worker.batch = []
                    yield done
    finally:
        for worker in crew:
            worker.stop()


def _retry(
    batch: list[Document], tried: int, again: deque[tuple[list[Document], int]], *, timed_out: bool
) -> Iterator[BatchResult]:
    """Queue the documents one by one; one that has had its tries comes out as failed."""
    if len(batch) > 1:
        again.extend(([document], 0) for document in batch)
    elif tried < TRIES and not timed_out:
        again.append((batch, tried))
    elif timed_out:
        yield result([abandon(batch[0], "Timeout", "took longer than the time allowed for one document")])
    else:
        yield result([abandon(batch[0], "WorkerCrash", f"killed its worker process {tried} times")])
