"""What a build did."""

import msgspec

from communique.model.issue import Issue, has_errors


class BuildResult(msgspec.Struct, kw_only=True):
    """What a build did."""

    planned: int = 0
    """Files that the site consists of."""
    pages: int = 0
    """Of these, HTML pages, redirects among them."""
    rendered: int = 0
    """Files rendered in this build: pages, feeds, data and what else has a template or a form of its own."""
    copied: int = 0
    """Static files and pictures copied in this build."""
    indexed: int = 0
    """Bundles of the search index made in this build."""
    unchanged: int = 0
    pruned: int = 0
    """Files removed because the site has them no longer."""
    stories: int = 0
    """Stories that are shown; not counted where nothing has changed."""
    held: int = 0
    """Content files that are not shown, drafts or of a date to come; not counted where nothing has changed."""
    fresh: bool = False
    """Whether nothing was known of an earlier build."""
    first: bool = False
    """Whether the output folder was empty before."""
    regenerated: bool = False
    """Whether a setting, or Communiqué itself, is another than in the last build."""
    edited: dict[str, str] = {}
    """Content files edited since the last build that came to its end: `new`, `changed` or `gone`."""
    appeared: int = 0
    """Stories that have a page now and had none, though their files are as they were: their day has come, or `--drafts` is
    new."""
    own: int = 0
    """Pages made for what was edited or has appeared: its own, rather than those that also show it."""
    made: dict[str, str] = {}
    """Every file made, relative to the output folder, with its reason; but for those of the search index."""
    removed: list[str] = []
    """Files removed, relative to the output folder, sorted; but for those of the search index."""
    reasons: dict[str, int] = {}
    """How many files were made for each reason."""
    pages_for: dict[str, int] = {}
    """Of these, the pages."""
    copied_for: dict[str, int] = {}
    """Of those, the static files and pictures."""
    routes: list[str] = []
    """The routes of the pages rendered, sorted."""
    issues: list[Issue] = []
    seconds: dict[str, float] = {}
    """By stage."""

    @property
    def failed(self) -> bool:
        """Whether the site was left as it was because of faults."""
        return has_errors(self.issues)
