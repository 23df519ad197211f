"""The folder is the registry: one module is one plug-in, and its file name is its id."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def plugins(package: ModuleType) -> Mapping[str, ModuleType]:
    """Return the modules of `package` by id, sorted: `hugging_face.py` is `hugging-face`.

    Modules whose name begins with `_` are private parts of the folder, not plug-ins.
    """
    names = sorted(m.name for m in iter_modules(package.__path__) if not m.name.startswith("_"))
    return {name.replace("_", "-"): import_module(f"{package.__name__}.{name}") for name in names}
