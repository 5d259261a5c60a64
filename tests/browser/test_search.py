"""Search: what is asked stands in the address; filters, order, keys; and in several bundles it finds what one bundle finds."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from communique.plan import search
from tests.browser.conftest import serving
from tests.conftest import Site

pytestmark = pytest.mark.browser

ASK = """async ([words, filters, sort]) => {
  const page = document.getElementById("search");
  const until = (done) => new Promise((resolve) => { const look = () => done() ? resolve() : setTimeout(look, 2); look(); });
  const asked = new URLSearchParams({ q: words, sort });
  for (const [key, values] of Object.entries(filters)) for (const value of values) asked.append(key, value);
  history.pushState(null, "", `?${asked}`);
  dispatchEvent(new PopStateEvent("popstate", { state: { upTo: Infinity } }));
  await until(() => page.dataset.state !== "busy");
  return [...document.querySelectorAll("#search-results h2 a")].map((a) => new URL(a.href).pathname);
}"""
COUNTS = """() => Object.fromEntries([...document.querySelectorAll("#search-narrow fieldset")].map((group) => [group.dataset.key,
  Object.fromEntries([...group.querySelectorAll("label:has(.n)")].map((row) => [...row.querySelectorAll("span")].map((part) => part.textContent)))]))"""


def ask(page: Page, words: str, sort: str = "", **filters: list[str]) -> list[str]:
    """Search; give the addresses of all that is found."""
    return page.evaluate(ASK, [words, filters, sort])


def query(page: Page) -> dict[str, list[str]]:
    """Give what the address asks."""
    return parse_qs(urlsplit(page.url).query)


def found(page: Page) -> list[str]:
    """Give the titles of what is shown, when the search has ended."""
    page.wait_for_function("['found', 'none'].includes(document.getElementById('search').dataset.state)")
    return page.locator("#search-results h2").all_inner_texts()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site of twenty-four stories of six decades, built."""
    site = Site(tmp_path_factory.mktemp("search") / "site")
    site.write("site.toml", 'title = "T"\nbase_url = "https://archive.example/sub/"\nlinks = "clean"\n')
    site.write(
        "content/people/shinzo-abe.md",
        "---\nname: Shinzo Abe\naliases: [Abe Shinzō]\nnames: [{text: 安倍晋三, lang: ja}, {text: Синдзо Абэ, lang: ru}]\n---\n",
    )
    for n in range(24):
        year = 1968 + 2 * n
        site.article(
            f"{year}/03/story-{n}",
            f"Talks about the treaty, number{n}." if n % 2 else f"Talks about <em>fish</em> &lt;b>, number{n}.",
            title=f"'Story {n} & more'",
            countries="[Japan, Norway]" if n % 3 == 0 else "[Japan]",
            people="[Shinzo Abe]" if n > 18 else "[]",
            places="[Shikotan]" if n % 4 == 0 else "[]",
            tags="[peace]" if n < 6 else "[fisheries]",
            dateline="Oslo" if n == 3 else "",
            status="corrected" if n == 5 else "published",
        )
    assert not site.build().failed
    return site.output


@pytest.fixture(scope="module")
def address(archive: Path) -> Iterator[str]:
    with serving(archive, "/sub/") as address:
        yield f"{address}search/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    # a transition between pages may be given up; that is the browser's to say, and nothing of ours failed
    page.on("pageerror", lambda e: faults.append(str(e)) if "Transition was" not in str(e) else None)
    yield page
    page.close()
    assert faults == []


def test_nothing_of_the_index_is_loaded_before_it_is_needed_and_nothing_from_elsewhere(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(address)
    assert not [url for url in asked if "pagefind" in url or "names.json" in url]
    assert page.locator("#browse").is_visible()
    with page.expect_request("**/pagefind-entry.json*"):
        page.focus("#q")
    assert all(url.startswith(address.removesuffix("search/")) for url in asked)


def test_filters_and_the_order_are_in_the_address_and_each_step_back_undoes_one(page: Page, address: str) -> None:
    page.goto(f"{address}?q=talks")
    assert len(found(page)) == 10
    expect(page.locator("#search-count")).to_have_text("24 stories")
    page.get_by_role("checkbox", name="Norway").check()
    expect(page.locator("#search-count")).to_have_text("8 stories")
    page.get_by_role("checkbox", name="1980s").check()
    expect(page.locator("#search-count")).to_have_text("2 stories")
    assert page.get_by_role("checkbox", name="1980s").evaluate("box => box === document.activeElement")
    page.get_by_role("checkbox", name="1990s").check()
    expect(page.locator("#search-count")).to_have_text("4 stories")
    page.get_by_role("radio", name="oldest").check()
    page.wait_for_function("location.search.includes('sort=oldest')")
    assert query(page) == {"q": ["talks"], "country": ["Norway"], "year": ["1980-1989", "1990-1999"], "sort": ["oldest"]}
    expect(page.locator("#search-results h2").first).to_have_text("Story 6 & more")
    assert page.title() == "talks · Norway · 1980s · 1990s · Search · T"
    page.get_by_role("button", name="Remove: 1980s").click()
    expect(page.locator("#search-count")).to_have_text("2 stories")
    assert page.get_by_role("button", name="Remove: 1990s").evaluate("node => node === document.activeElement")
    for count in ("4 stories", "4 stories", "2 stories", "8 stories", "24 stories"):
        page.go_back()
        expect(page.locator("#search-count")).to_have_text(count)
    assert query(page) == {"q": ["talks"]}


def test_filters_alone_give_the_newest_first_and_years_may_be_a_range(page: Page, address: str) -> None:
    page.goto(f"{address}?person=Shinzo+Abe")
    assert found(page) == [f"Story {n} & more" for n in (23, 22, 21, 20, 19)]
    assert page.get_by_role("radio", name="newest").is_checked()
    assert page.get_by_role("radio", name="best match").count() == 0
    page.goto(f"{address}?sort=date")
    assert found(page)[0] == "Story 23 & more"
    expect(page.locator("#search-count")).to_have_text("24 stories")
    page.fill("#search-from", "1975")
    page.fill("#search-to", "1971")
    page.keyboard.press("Enter")
    expect(page.locator("#search-count")).to_have_text("2 stories")
    assert query(page)["year"] == ["1971-1975"]
    assert page.locator("#search-chosen").inner_text().strip() == "1971–1975"
    for years, shown in {"-1970": 2, "2012-": 2, "1968": 1, "nonsense": 0}.items():
        page.goto(f"{address}?year={years}")
        if shown:
            assert len(found(page)) == shown, years
        else:
            assert page.locator("#search").get_attribute("data-state") == "idle"


def test_a_result_has_what_lists_show_of_a_story_and_its_text_is_never_markup(page: Page, address: str) -> None:
    page.goto(f"{address}?q=number3")
    assert found(page)[0] == "Story 3 & more"
    first = page.locator("#search-results li").first
    assert first.locator(".when").inner_text() == "15 Mar 1974"
    assert [part.strip(" ·\u00a0") for part in first.locator(".meta span").all_inner_texts()] == [
        "Japan – Norway",
        "OSLO",
        "1 source",
    ]
    assert first.locator("mark").all_inner_texts() == ["number3"]
    assert first.locator("a").get_attribute("href").endswith("/sub/1974/03/story-3/")
    inked = "node => getComputedStyle(node).color === getComputedStyle(document.body).color"
    assert first.locator("h2 a").evaluate(inked)  # once grey, by a rule that was meant for the decades of a dossier
    page.goto(f"{address}?q=number4")
    assert found(page)[0] == "Story 4 & more"
    assert "Talks about fish <b>, number4." in page.locator("#search-results .summary").first.inner_text()
    page.goto(f"{address}?q=number5")
    assert found(page)[0] == "Story 5 & more"
    assert page.locator("#search-results .mark").first.inner_text() == "corrected"
    page.goto(f"{address}?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&country=%3Cb%3E")
    assert found(page) == []
    assert page.locator("main img, main b").count() == 0


def test_what_cannot_be_seen_of_a_story_is_not_found(page: Page, address: str) -> None:
    """What a list shows of each story is kept with it, and is none of its words."""
    page.goto(f"{address}?q=dateline")
    assert found(page) == []
    page.goto(f"{address}?q=Oslo")
    assert found(page) == ["Story 3 & more"]


def test_more_is_shown_without_losing_the_place_and_so_is_it_after_coming_back(page: Page, address: str) -> None:
    page.goto(f"{address}?q=talks&sort=oldest")
    assert len(found(page)) == 10
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.locator("#search-results li")).to_have_count(20)
    assert page.evaluate("document.activeElement.textContent") == "Story 10 & more"
    page.get_by_role("button", name="Show 4 more").click()
    expect(page.locator("#search-results li")).to_have_count(24)
    assert page.locator("#search-more").is_hidden()
    page.locator("#search-results a").nth(22).click()
    page.wait_for_url("**/story-22/")
    page.go_back()
    expect(page.locator("#search-results li")).to_have_count(24)
    expect(page.locator("#search-results a").nth(22)).to_be_in_viewport()


def test_keys(page: Page, address: str) -> None:
    def focused() -> str:
        return page.evaluate("document.activeElement.id || document.activeElement.textContent")

    page.goto(address)
    page.keyboard.press("/")
    assert focused() == "q"
    page.keyboard.type("abe shinzo")
    expect(page.locator("#search-count")).to_have_text("5 stories")
    page.keyboard.press("ArrowDown")
    assert focused() == "Shinzo Abe"
    page.keyboard.press("ArrowDown")
    assert focused().startswith("Story")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused() == "q"
    page.keyboard.type("/")
    assert page.input_value("#q") == "abe shinzo/"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert focused() == "q"
    page.keyboard.press("Escape")
    assert page.input_value("#q") == ""
    expect(page.locator("#search-count")).to_have_text("")
    assert page.locator("#browse").is_visible()
    page.go_back()
    expect(page.locator("#search-count")).to_have_text("5 stories")
    page.get_by_role("button", name="Switch the / key off").press("Enter")
    page.keyboard.press("/")
    assert focused() != "q"
    page.reload()
    assert len(found(page)) == 5
    page.keyboard.press("/")
    assert focused() != "q"


def test_a_filter_may_go_by_any_name_of_the_thing(page: Page, address: str) -> None:
    page.goto(f"{address}?person=%E5%AE%89%E5%80%8D%E6%99%8B%E4%B8%89&sort=oldest")
    assert found(page)[0] == "Story 19 & more"
    assert query(page) == {"person": ["Shinzo Abe"], "sort": ["oldest"]}


def test_where_nothing_is_found_there_are_ways_on(page: Page, address: str) -> None:
    page.goto(f"{address}?q=xyzzy&country=Norway")
    assert found(page) == []
    expect(page.locator("#search-count")).to_have_text("No story has all of this.")
    expect(page.locator("#search-help a")).to_have_text(["8 stories without “xyzzy”"])
    assert page.locator("#browse").is_visible()
    page.get_by_role("link", name="8 stories without “xyzzy”").click()
    expect(page.locator("#search-count")).to_have_text("8 stories")
    assert query(page) == {"country": ["Norway"]}
    assert page.locator("#browse").is_hidden()
    page.goto(f"{address}?q=Shiktoan&country=Norway&tag=peace")
    page.get_by_role("link", name="Did you mean Shikotan?").click()
    expect(page.locator("#search-names li")).to_have_text(["Shikotan place, 6 stories"])
    assert found(page) == ["Story 0 & more"]


def test_without_javascript_from_a_local_disk_and_without_an_index_it_says_so_and_offers_other_ways(
    browser: Browser, page: Page, archive: Path, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}?q=treaty")
    assert "Search needs JavaScript" in plain.get_by_role("main").inner_text()
    assert plain.locator("#q").is_hidden()
    plain.get_by_role("main").get_by_role("link", name="Norway", exact=True).click()
    assert plain.locator("h1").inner_text() == "Norway"
    context.close()

    page.goto(f"{(archive / 'search/index.html').as_uri()}?q=treaty")
    expect(page.locator("#search-count")).to_contain_text("Search needs a web server")
    assert page.locator("#q").is_hidden()
    assert page.locator("#browse a").count() > 8

    def absent(route: Route) -> None:
        route.fulfill(status=404, body="")

    page.route("**/pagefind/**", absent)
    page.goto(f"{address}?q=shikotan")
    expect(page.locator("#search-count")).to_contain_text("a preview makes none")
    expect(page.locator("#search-names a")).to_have_text(["Shikotan"])
    assert page.locator("#browse").is_visible()
    page.unroute("**/pagefind/**")
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{address}?q=shikotan")
    expect(page.locator("#search-count")).to_contain_text("could not be read")
    page.unroute("**/pagefind/**")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#search-count")).to_have_text("6 stories")


def test_an_archive_without_stories_says_so(page: Page, site: Site) -> None:
    site.write("site.toml", 'title = "T"\nbase_url = "https://archive.example/"\n')
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nNothing yet.\n")
    assert not site.build().failed
    with serving(site.output) as address:
        page.goto(f"{address}search/?q=x")
        expect(page.locator("#search-count")).to_have_text("There is no index yet: the archive has no stories.")


def test_a_page_that_is_not_there_leads_to_a_search(page: Page, archive: Path, address: str) -> None:
    page.goto(address.replace("search/", "404.html"))
    page.get_by_role("searchbox").fill("number7")
    page.keyboard.press("Enter")
    assert found(page)[0] == "Story 7 & more"
    hrefs = re.findall(r'<a href="([^"]*)"', (archive / "404.html").read_text("utf-8").split("<main")[1].split("</main>")[0])
    assert len(hrefs) > 5
    assert [href for href in hrefs if not href.startswith("/sub/")] == []
    assert [href for href in hrefs if not (archive / href.removeprefix("/sub/") / "index.html").exists()] == []


# several bundles

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


@pytest.fixture(scope="module")
def pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Page]]:
    """Give the search pages of 260 stories of seventy years in several bundles, and in one."""
    site = Site(tmp_path_factory.mktemp("bundles") / "site")
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
            people=f"[{', '.join(dice.sample(live, min(2, len(live))))}]",
            tags=f"[{COMMON[20 + n % 5]}]",
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
        if one:
            assert pages[0].evaluate(COUNTS) == pages[1].evaluate(COUNTS), words
        shared[words] = len({*several[:10]} & {*one[:10]}) / (len(one[:10]) or 1) if one else 1
    assert min(shared.values()) >= 0.7, shared
    assert sum(shared.values()) / len(shared) >= 0.95, shared


@pytest.mark.parametrize(
    ("words", "filters"),
    [
        ("treaty", {"country": ["Russia"]}),
        ("Tokyo", {"country": ["Soviet Union", "Japan"]}),
        ("", {"country": ["Norway"]}),
        ("Abe", {"country": ["Japan"], "tag": ["treaty", "minister"]}),
        ("peace", {"person": ["Putin"], "year": ["2000-2009"]}),
        ("", {"tag": ["talks"], "year": ["1960-1969", "1985"]}),
    ],
)
def test_filters_have_the_same_results_and_the_same_counts(
    pages: tuple[Page, Page], words: str, filters: dict[str, list[str]]
) -> None:
    several, one = (ask(page, words, **filters) for page in pages)
    assert sorted(several) == sorted(one)
    counts = [page.evaluate(COUNTS) for page in pages]
    assert counts[0] == counts[1]
    assert len(one) < 260
    assert bool(one) == ("minister" not in filters.get("tag", ()))  # a story has one tag
    if one and "year" not in filters:
        assert sum(map(int, counts[0]["year"].values())) == len(one)


@pytest.mark.parametrize("words", ["treaty", "Asahi Putin", '"peace treaty"', ""])
def test_an_order_by_date_goes_through_all_bundles(pages: tuple[Page, Page], words: str) -> None:
    for sort in ("oldest", "date"):
        several, one = (ask(page, words, sort, country=["Norway"]) for page in pages)
        assert several == one
        years = [path[1:8] for path in several]
        assert years == sorted(years, reverse=sort == "date")
        assert len({year[:4] for year in years}) >= 3
