"""Which offices speak for a state: by their titles, or as a profile says."""

import pytest

from communique.archive.ranks import rank_of
from communique.model.entity import Office


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("President of Russia", "head of state"),
        ("Acting President of Russia", "head of state"),
        ("Emperor of Japan", "head of state"),
        ("President of the Republic of China", "head of state"),
        ("Chairman of the Presidium of the Supreme Soviet of the Soviet Union", "head of state"),
        ("General Secretary of the Central Committee of the Communist Party", "leader"),
        ("Prime Minister of Japan", "head of government"),
        ("President of the Council of Ministers of Italy", "head of government"),
        ("Chairman of the Council of People’s Commissars of the Soviet Union", "head of government"),
        ("Federal Chancellor", "head of government"),
        ("Minister for Foreign Affairs of Japan", "foreign minister"),
        ("Minister of External Relations of the Soviet Union", "foreign minister"),
        ("People's Commissar for Foreign Affairs of the Soviet Union", "foreign minister"),
        ("Secretary of State of the United States", "foreign minister"),
        ("foreign secretary", "foreign minister"),
        ("President of the House of Councillors of Japan", ""),
        ("President of the General Assembly", ""),
        ("Press Secretary of the President of Russia", ""),
        ("Deputy Minister of Foreign Affairs of Russia", ""),
        ("Vice-President of the United States", ""),
        ("Minister of Japan to China", ""),
        ("Minister of Finance of the Russian Empire", ""),
        ("Chancellor of the Exchequer", ""),
        ("Secretary of State for the Colonies", ""),
        ("Ambassador of Japan to Russia", ""),
    ],
)
def test_titles_tell_the_rank(title: str, rank: str) -> None:
    assert rank_of(Office(title)) == rank


def test_what_a_profile_says_counts_before_the_title() -> None:
    assert rank_of(Office("Chairman of the National Government", rank="head of state")) == "head of state"
    assert rank_of(Office("President of the Board of Trade", rank="other")) == ""
