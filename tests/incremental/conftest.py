"""What the tests here share."""

import pytest

from tests.conftest import Site

pytest.register_assert_rewrite("tests.incremental.proof", "tests.incremental.processes")


@pytest.fixture
def pictured(small: Site) -> Site:
    """Give the small site with a picture, a static file and a template of its own, none of them new."""
    from tests.incremental.during import OLD
    from tests.incremental.processes import come_of_age

    small.article("2018/11/handshake", countries="Russia, Japan", tags="talks", image="{src: hand.jpg, alt: A hand}")
    for path, text in OLD.items():
        small.write(path, text)
    come_of_age(small.folder)
    return small
