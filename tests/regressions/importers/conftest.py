"""A site to import into."""

from tests.importers.conftest import imports

__all__ = ["imports"]
