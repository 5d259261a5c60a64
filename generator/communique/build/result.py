"""What a build did."""

import msgspec

from communique.model.issue import Issue, has_errors


class BuildResult(msgspec.Struct, kw_only=True):
    """What a build did."""

    planned: int = 0
    """Files that the site consists of."""
    pages: int = 0
    """Of these, HTML pages."""
    rendered: int = 0
    """Pages rendered in this build."""
    copied: int = 0
    """Static files and pictures copied in this build."""
    indexed: int = 0
    """Bundles of the search index made in this build."""
    unchanged: int = 0
    pruned: int = 0
    """Files removed because the site has them no longer."""
    reasons: dict[str, int] = {}
    """How many files were made for each reason."""
    routes: list[str] = []
    """The routes of the pages rendered, sorted."""
    issues: list[Issue] = []
    seconds: dict[str, float] = {}
    """By stage."""

    @property
    def failed(self) -> bool:
        """Whether the site was left as it was because of faults."""
        return has_errors(self.issues)
