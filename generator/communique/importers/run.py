"""An import, from paths to drafts."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from communique.build.load import load
from communique.build.options import Options, Progress, quiet
from communique.importers import ImportFaultError, Item, detect, reader
from communique.importers.drafts import Drafts
from communique.model.issue import Issue
from communique.source import settings
from communique.store import Store


def drafts(site: Path, *, dry: bool, progress: Progress = quiet) -> tuple[Drafts | None, Sequence[Issue]]:
    """Read a site, so that names can be looked up in it; None where it has faults, which come with it."""
    site = site.resolve()
    if not (site / settings.FILE).is_file():
        return None, settings.load(site)[1]
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "store")) as store:
        loaded = load(site, store, Options(drafts=True, jobs=1), progress)
    if loaded.archive is None:
        return None, [i for i in loaded.issues if i.severity == "error"]
    names = {key: {t.name for t in of_kind.values()} for key, of_kind in loaded.archive.terms.items()}
    return Drafts(site, loaded.archive.resolver, names, dry=dry), ()


def items(paths: Sequence[Path], kind: str | None, columns: Mapping[str, str], unread: list[str]) -> Iterator[Item]:
    """Read every path; what cannot be read is told in `unread`, and the rest goes on."""
    for path in paths:
        try:
            for found in reader(kind or detect(path))(path, columns):
                if isinstance(found, Item):
                    yield found
                else:
                    unread.append(str(found))
        except ImportFaultError as e:
            unread.append(str(e))
        except OSError as e:
            unread.append(f"{path}: {e.strerror}.")
