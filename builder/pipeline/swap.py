"""Puts one folder in the place of another, so that at every instant one of them stands there."""

import ctypes
import os
import shutil
from pathlib import Path

#: Of Linux: renameat2(2), with both paths relative to the working folder, exchanging the two.
_AT_FDCWD = -100
_EXCHANGE = 2


def replace_folder(new: Path, place: Path) -> None:
    """Put the folder `new` where `place` stands, which is then gone.

    Linux exchanges the two at once. Elsewhere the old one steps aside first: whoever is killed in
    that instant finds it there the next time.
    """
    old = place.with_name(f".{place.name}.old")
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists() and _exchanged(new, place):
        shutil.rmtree(new)
        return
    if place.exists():
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places at once; say whether this system can."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    paths = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return bool(rename(*paths, _EXCHANGE) == 0)
