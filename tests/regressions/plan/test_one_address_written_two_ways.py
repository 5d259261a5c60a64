"""A report cited once by http and once by https stood twice on the page of its publisher, and was counted twice."""

from tests.conftest import Site


def test_a_report_is_one_source_whichever_way_its_address_is_written(site: Site) -> None:
    ways = ("http://tass.example/1", "https://tass.example/1", "https://www.tass.example/1/", "https://tass.example/2")
    for n, address in enumerate(ways):
        site.article(f"2019/01/{'abcd'[n]}", sources=f"[{{publisher: TASS, title: Report, url: '{address}'}}]")
    assert not site.build().failed
    text = site.read("sources/tass/index.html")
    assert "<span>2 sources</span>" in text and text.count(">Report</a>") == 2
    assert [text.count(f"2019/01/{name}/index.html") for name in "abcd"] == [1, 1, 1, 1]
    assert "2 sources of 1 publisher" in site.read("sources/index.html")
