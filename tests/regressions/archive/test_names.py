"""Names of states that meant none."""

import pytest

from communique.archive.resolve import Resolver


@pytest.mark.parametrize("name", ["Cabo Verde", "Republic of Cabo Verde", "Cape Verde"])
def test_cabo_verde_was_unknown_by_the_name_that_it_asks_for(name: str) -> None:
    known = Resolver((), "en").find("countries", name, ("2019-01-01", "2019-01-01"))
    assert known and known.slug == "cape-verde"
