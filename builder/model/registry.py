"""The folder is the registry: one module is one plug-in, and its file name is its id."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def plugins(package: ModuleType) -> Mapping[str, ModuleType]:
    """Return the modules of `package` by id, sorted: `hugging_face.py` is `hugging-face`.

    Modules whose name begins with `_` are private parts of the folder, not plug-ins.
    """
    return {name: plugin(package, name) for name in plugin_names(package)}


def plugin_names(package: ModuleType) -> list[str]:
    """Return the ids of the modules of `package`, sorted, without loading one."""
    names = (module.name for module in iter_modules(package.__path__))
    return [name.replace("_", "-") for name in sorted(names) if not name.startswith("_")]


def plugin(package: ModuleType, name: str) -> ModuleType:
    """Load the module of `package` whose id is `name`."""
    return import_module(f"{package.__name__}.{name.replace('-', '_')}")
