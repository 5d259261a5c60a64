"""Pages planned as they are asked for: of the kinds that no request has needed yet, none is planned."""

from collections.abc import Callable, Sequence

from communique.archive.archive import Archive
from communique.model.config import Config
from communique.model.digest import Digest
from communique.model.issue import Issue
from communique.model.page import Page
from communique.plan import KINDS, articles
from communique.plan.planner import Planner


class Asked:
    """The pages of an archive, each as `plan` gives it where that finds no fault."""

    def __init__(
        self,
        archive: Archive,
        config: Config,
        assets: dict[str, Digest],
        words: Callable[[str], str],
        made_by: Sequence[frozenset[str]] = (),
    ) -> None:
        """Prepare to plan; `made_by` is what an earlier plan says of its modules."""
        self._planner = Planner(archive, config, assets, words)
        self._planner.asked = ""
        self._made_by = made_by
        self._stories = {s.route for s in archive.stories}
        self._found: dict[str, Page] = {}
        self._done: set[object] = set()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults met so far; those of links to files and of pictures are all among them from the beginning."""
        return tuple(self._planner.issues)

    @property
    def assets(self) -> tuple[str, ...]:
        """Content files that pages show as they are, relative to `content/`, sorted."""
        return tuple(sorted(self._planner.used_assets))

    def page(self, route: str, like: Page | None = None) -> Page | None:
        """Give the page at a route; None where only the whole plan can tell. `like` is what an earlier plan had there."""
        if route not in self._found:
            if route in self._stories:
                self._planner.asked = route
                self._found |= {page.route: page for page in articles.plan(self._planner)}
                self._planner.asked = ""
            else:
                self._look_for(route, like)
        return self._found.get(route)

    def _look_for(self, route: str, like: Page | None) -> None:
        """Plan one kind of page after the other until the route is among them; the likely ones alone where they are known."""
        kinds = [kind for kind in KINDS if kind not in self._done and kind is not articles]
        if like and self._made_by:
            kinds = [kind for kind, made in zip(KINDS, self._made_by, strict=True) if like.kind in made and kind in kinds]
        for kind in kinds:
            self._found |= {page.route: page for page in kind.plan(self._planner)}
            self._done.add(kind)
            if route in self._found:
                return
