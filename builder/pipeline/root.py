"""Where everything lies: the folder with `data/` and `docs/`, and the checkout that builds it."""

from dataclasses import dataclass
from pathlib import Path

from builder.errors import UsageError

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Root:
    """A folder with `data/` and `docs/`, by default the checkout of this software."""

    folder: Path = CHECKOUT

    def __post_init__(self) -> None:
        if not (self.folder / "data" / "catalog").is_dir():
            raise UsageError(
                f"{self.folder} holds no data/catalog",
                why="--root must be a folder with data/ and docs/",
                advice="give another --root, or leave it out to build the checkout",
            )

    @property
    def catalog(self) -> Path:
        """The facts that people keep."""
        return self.folder / "data" / "catalog"

    @property
    def archive(self) -> Path:
        """The observations that the night keeps."""
        return self.folder / "data" / "archive"

    @property
    def schemas(self) -> Path:
        """The schemas of the catalog's files, for editors."""
        return self.folder / "data" / "schema"

    @property
    def prose(self) -> Path:
        """The pages that people write, one folder per language."""
        return self._own_or_checkout("docs")

    @property
    def config(self) -> Path:
        """The site engine's configuration."""
        return self._own_or_checkout("mkdocs.yml")

    @property
    def build(self) -> Path:
        """What a machine can remake at any time."""
        return self.folder / "build"

    @property
    def site(self) -> Path:
        """Where the finished site goes unless another output is asked for."""
        return self.folder / "site"

    def _own_or_checkout(self, name: str) -> Path:
        own = self.folder / name
        return own if own.exists() else CHECKOUT / name
