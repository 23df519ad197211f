"""Waits until somebody saves a file: the system tells it, so that nobody has to keep looking."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

#: Everything that may change what a file says; to open one, or to read it, does not.
_SAVED: list[type[FileSystemEvent]] = [
    FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
    DirDeletedEvent, DirMovedEvent,
]  # fmt: skip
#: Seconds of quiet after which a file is taken for whole: an editor writes it in several strokes.
SETTLED = 0.05


class Watch(FileSystemEventHandler):
    """What was saved since the last time somebody waited."""

    def __init__(self) -> None:
        self._saved = Event()

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002  any event will do
        """Take note that something was saved."""
        self._saved.set()

    def wait(self, seconds: float) -> bool:
        """Wait until something was saved and nothing more is; False if nothing was in time."""
        if not self._saved.wait(seconds):
            return False
        while self._saved.is_set():
            self._saved.clear()
            self._saved.wait(SETTLED)
        return True


@contextmanager
def watching(folders: Iterable[Path]) -> Iterator[Watch]:
    """Watch `folders` and all that is inside them."""
    watch, observer = Watch(), Observer()
    for folder in filter(Path.is_dir, folders):
        observer.schedule(watch, str(folder), recursive=True, event_filter=_SAVED)
    observer.start()
    try:
        yield watch
    finally:
        observer.stop()
        observer.join()
