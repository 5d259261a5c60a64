"""What these tests share with those of what once went wrong: a site's plan, without rendering it."""

from tests.regressions.plan.conftest import planned

__all__ = ["planned"]
