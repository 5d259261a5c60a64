"""The sites that tests look at as a reader does, each built once, and which of their pages are of which kind."""

import fcntl
import os
import re
from pathlib import Path

from communique.build.options import Options
from communique.build.run import build
from tests.stress import grow

REPOSITORY = Path(__file__).parents[2]
CLOCK = 1_790_000_000
"""2026-09-21, for the sites that are no archive of anything."""
THOROUGH = bool(os.environ.get("COMMUNIQUE_THOROUGH"))
"""Whether every page kind is looked at in every way, which takes minutes; else each is in some."""
MAKERS = {
    "founding": lambda folder: REPOSITORY,
    "odd": grow.odd,
    "mirrored": lambda folder: grow.odd(folder, "ar"),
    "crowd": grow.crowd,
}
"""Each site's name, and what writes its content into a folder and gives the folder to build from."""
ROOTS = {"founding": "/", "odd": "/archive/", "mirrored": "/archive/", "crowd": "/"}
"""The path below which each is to be served, by its `base_url`: the page for addresses that do not exist counts on that."""
_KIND = re.compile(rb'<body class="on-([\w-]+)')


class Sites:
    """Builds a site when it is first asked for, for all processes of a test run that share a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str) -> Path:
        """Give the output folder of a site."""
        output, done = self.folder / f"{name}-out", self.folder / f"{name}.done"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                site = MAKERS[name](self.folder / name)
                result = build(site, output, Options(now=CLOCK if name != "founding" else None, jobs=1))
                assert not result.failed, [i for i in result.issues if i.severity == "error"]
                assert name != "founding" or not result.issues
                done.touch()
        return output


def shared(base: Path) -> Path:
    """Give a folder that all processes of this test run share, by the folder of this one."""
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sites"
    folder.mkdir(exist_ok=True)
    return folder


def kinds(output: Path) -> dict[str, list[str]]:
    """Give each kind of page but redirects with the paths of its pages, the shortest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for file in sorted(output.rglob("*.html")):
        text = file.read_bytes()
        if kind := _KIND.search(text):
            found.setdefault(kind[1].decode(), []).append((len(text), file.relative_to(output).as_posix()))
    found.pop("redirect", None)
    return {kind: [path for _, path in sorted(pages)] for kind, pages in sorted(found.items())}
