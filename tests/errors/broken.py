"""What every test of faults needs: one run over a broken site, and the lines that a person would see."""

from pathlib import Path

from communique.build.load import Loaded, Options, load
from communique.store import Store

NOW = 1_577_836_800
"""What counts as the present in these tests: 2020-01-01, 00:00 UTC."""


def loaded(site: Path, *, drafts: bool = False) -> Loaded:
    """Read and plan a site as `build` and `check` do, without rendering and without writing into its folder."""
    with Store(Path(":memory:")) as store:
        return load(site, store, Options(now=NOW, drafts=drafts, jobs=1))


def lines(site: Path, *, drafts: bool = False) -> list[str]:
    """Give the lines that are printed for a site's faults; the folder's own place is written SITE."""
    return [str(issue).replace(str(site), "SITE") for issue in loaded(site, drafts=drafts).issues]
