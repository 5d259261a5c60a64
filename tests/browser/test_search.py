"""Search in several bundles: it finds what one bundle of all stories finds, in nearly the same order."""

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from communique.plan import search
from tests.browser.conftest import serving
from tests.conftest import Site

pytestmark = pytest.mark.browser

LIVED = {
    "Khrushchev": (1955, 1964), "Habomai": (1955, 1965), "Tokyo": (1956, 1985), "Brezhnev": (1964, 1982), "Indonesia": (1965, 1975),
    "Gorbachev": (1985, 1991), "Shevardnadze": (1985, 1991), "Yeltsin": (1991, 1999), "Iturup": (1990, 2004), "Asahi": (1999, 2015),
    "Putin": (2000, 2025), "Abe": (2000, 2020), "Abenomics": (2012, 2020), "Kurilsk": (2015, 2025), "Treatise": (1980, 1983),
}  # fmt: skip
"""When a word was used: from its first year to its last."""
COMMON = [
    "the", "of", "to", "and", "in", "a", "for", "on", "with", "at", "by", "it", "is", "as", "was", "be", "had", "has", "an", "from",
    "minister", "ministry", "treaty", "talks", "peace", "trade", "border", "islands", "declaration", "negotiations", "proposal",
    "signed", "ratified", "refused", "Japan", "Japanese", "Soviet", "Russian", "visit", "visiting", "embassy",
]  # fmt: skip
QUERIES = [
    "Khrushchev", "Gorb", "Kuril", "minister", "peace", "visit", "Japan",  # in some periods, in all; beginnings
    "Tokyo", "Iturup", "Asahi", "Abenomics", "Treatise",  # where they are not, a shorter word begins them
    "Putin Habomai", "Gorbachev treaty", "Abe Putin", "Tokyo treaty", "peace treaty", "Brezhnev Indonesia islands",
    "Abenomicsy", "treatyless", "xyzzy", "xyzzy treaty", "– treaty",  # nowhere
    '"peace treaty"', '"the islands"',
]  # fmt: skip

ASK = """async ([words, country, order]) => {
  const [list, count, more] = ["results", "count", "more"].map((id) => document.getElementById(`search-${id}`));
  const until = (done) => new Promise((resolve) => { const look = () => done() ? resolve() : setTimeout(look, 2); look(); });
  await until(() => !country || document.querySelector(`#country option[value="${country}"]`));
  for (const [id, value] of Object.entries({ q: words, country, order })) document.getElementById(id).value = value;
  list.replaceChildren();
  count.textContent = "";
  document.querySelector("form").requestSubmit();
  await until(() => list.children.length || count.textContent === document.getElementById("search").dataset.none);
  while (!more.hidden) {
    const before = list.children.length;
    more.click();
    await until(() => list.children.length > before);
  }
  return [...list.querySelectorAll("h2 a")].map((a) => new URL(a.href).pathname);
}"""


def ask(page: Page, words: str, country: str = "", order: str = "") -> list[str]:
    """Search; give the addresses of all that is found."""
    return page.evaluate(ASK, [words, country, order])


@pytest.fixture(scope="module")
def pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Page]]:
    """Give the search pages of 260 stories of seventy years in several bundles, and in one."""
    site = Site(tmp_path_factory.mktemp("search") / "site")
    site.write("site.toml", 'title = "T"\nbase_url = "https://archive.example/"\n')
    dice = random.Random(7)
    for n in range(260):
        year = 1956 + int(70 * (n / 260) ** 0.6)
        live = [word for word, (first, last) in LIVED.items() if first <= year <= last]
        said = [dice.choice(live if dice.random() < 0.04 else COMMON) for _ in range(dice.randint(40, 120))]
        title = " ".join(dice.choice(COMMON[20:] + live) for _ in range(4))
        where = ["Japan", "Soviet Union" if year < 1992 else "Russia", "Norway"]
        site.article(
            f"{year}/{n % 12 + 1:02}/story-{n}",
            " ".join(said),
            title=title,
            date=f"{year}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            countries=f"[{', '.join(dice.sample(where, n % 3 + 1))}]",
        )
    found = []
    for most, name in ((100, "several"), (260, "one")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search, "ONE_BUNDLE", most)
            assert not site.build(output=site.folder.parent / name).failed
        found.append(site.folder.parent / name)
    with serving(found[0]) as several, serving(found[1]) as one:
        pages = browser.new_page(), browser.new_page()
        for page, address in zip(pages, (several, one), strict=True):
            page.goto(f"{address}search/")
        yield pages
        for page in pages:
            page.close()


def test_the_results_are_those_of_one_bundle_and_the_first_ten_differ_little(pages: tuple[Page, Page]) -> None:
    counts = [len(page.locator("#search").get_attribute("data-bundles").split()) for page in pages]
    assert 5 <= counts[0] <= 10
    assert counts[1] == 1
    shared = {}
    for words in QUERIES:
        several, one = (ask(page, words) for page in pages)
        assert sorted(several) == sorted(one), words
        shared[words] = len({*several[:10]} & {*one[:10]}) / (len(one[:10]) or 1) if one else 1
    assert min(shared.values()) >= 0.7, shared
    assert sum(shared.values()) / len(shared) >= 0.95, shared


@pytest.mark.parametrize(
    ("words", "country"), [("treaty", "Russia"), ("Tokyo", "Soviet Union"), ("", "Norway"), ("Abe", "Japan")]
)
def test_a_country_has_the_same_results(pages: tuple[Page, Page], words: str, country: str) -> None:
    several, one = (ask(page, words, country) for page in pages)
    assert sorted(several) == sorted(one)
    assert 0 < len(one) < 260
    offered = [page.evaluate("[...document.querySelectorAll('#country option')].map((o) => o.value)") for page in pages]
    assert offered[0] == offered[1] == ["", "Japan", "Norway", "Russia", "Soviet Union"]


@pytest.mark.parametrize("words", ["treaty", "Asahi Putin", '"peace treaty"', ""])
def test_an_order_by_date_goes_through_all_bundles(pages: tuple[Page, Page], words: str) -> None:
    for order in ("asc", "desc"):
        several, one = (ask(page, words, "Norway", order) for page in pages)
        assert several == one
        years = [path[1:8] for path in several]
        assert years == sorted(years, reverse=order == "desc")
        assert len({year[:4] for year in years}) >= 3
