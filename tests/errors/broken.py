"""What every test of faults needs: one run over a broken site, and the lines that a person would see."""

from pathlib import Path

from communique.build.load import Loaded, Options, load, parse_moment
from communique.store import Store

NOW = parse_moment("2020-01-01")
"""What counts as the present in these tests."""


def loaded(site: Path, *, drafts: bool = False) -> Loaded:
    """Read and plan a site as `build` and `check` do, without rendering and without writing into its folder."""
    with Store(Path(":memory:")) as store:
        return load(site, store, Options(now=NOW, drafts=drafts, jobs=1))


def lines(site: Path, *, drafts: bool = False) -> list[str]:
    """Give the lines that are printed for a site's faults."""
    return [str(issue) for issue in loaded(site, drafts=drafts).issues]
