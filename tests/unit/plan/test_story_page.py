"""What a story's page puts together: statements of one occasion, places that the same hold, threads to the same stories."""

from typing import Any

from communique.plan.views.articles import ArticlePage
from communique.plan.views.statements import StatementsPage
from tests.conftest import Site
from tests.regressions.plan.conftest import Planning

SAID = "{speaker: Abe, date: 2019-01-14, text: %s, via: [%s]}"


def pages(planned: Planning, site: Site) -> dict[str, Any]:
    return {p.route: p.context for p in planned(site).plan.pages if p.kind in {"article", "statements"}}


def texts(occasions: tuple[tuple[Any, ...], ...]) -> list[list[str]]:
    return [[s.text for s in row] for row in occasions]


def test_words_of_one_occasion_stand_together_until_anything_but_the_words_differs(site: Site, planned: Planning) -> None:
    given = [SAID % ("One", "TASS"), SAID % ("Two", "TASS"), SAID % ("Three", "NHK"), "{speaker: Putin, text: Four}"]
    site.article("2019/01/talks", people="[Abe, Putin]", statements=f"[{', '.join(given)}]")
    site.article("2019/01/other", people="[Abe, Putin]", statements=f"[{SAID % ('Five', 'NHK')}]")
    found = pages(planned, site)
    story: ArticlePage = found["/2019/01/talks/"]
    assert texts(story.occasions) == [["One", "Two"], ["Three"], ["Four"]]
    listed: StatementsPage = found["/statements/2019/"]
    together = [sorted(row) for stretch in listed.stretches for row in texts(stretch.occasions)]
    assert sorted(together) == [["Five"], ["Four"], ["One", "Two"], ["Three"]], "another story is another occasion"


def test_places_that_the_same_held_stand_together_after_those_of_which_nothing_is_told(site: Site, planned: Planning) -> None:
    for name, holder in (("Iturup", "Russia"), ("Kunashir", "Russia"), ("Honshu", "Japan")):
        site.write(f"content/places/{name}.md", f"---\nname: {name}\ncontrolled_by: [{{country: {holder}}}]\n---\n")
    site.article("2019/01/talks", places="[Iturup, Geneva, Honshu, Kunashir]")
    story: ArticlePage = pages(planned, site)["/2019/01/talks/"]
    assert [[p.link.text for p in row] for row in story.places_held] == [["Geneva"], ["Honshu"], ["Iturup", "Kunashir"]]


def test_threads_that_lead_to_the_same_stories_are_one(site: Site, planned: Planning) -> None:
    pair = {"countries": "[Japan, Russia]"}
    site.article("2019/01/first", people="[Abe, Putin]", **pair)
    site.article("2019/02/second", people="[Abe]", places="[Osaka]", **pair)
    site.article("2019/03/third", people="[Abe, Putin]", places="[Osaka]", **pair)
    found = pages(planned, site)

    def rows(route: str) -> list[tuple[list[str], str, str]]:
        page: ArticlePage = found[route]
        return [([x.text for x in t.links], *(s.text if s else "" for s in (t.before, t.after))) for t in page.threads]

    assert rows("/2019/02/second/") == [(["Japan – Russia", "Abe"], "First", "Third"), (["Osaka"], "", "Third")]
    assert rows("/2019/03/third/") == [(["Japan – Russia", "Abe", "Osaka"], "Second", ""), (["Putin"], "First", "")]


def test_a_storys_page_is_light_beside_its_text_and_its_statements_are_whole_on_their_own(site: Site) -> None:
    given = ", ".join(SAID % (f"Words {n}", "TASS") for n in range(40))
    site.article("2019/01/talks", people="[Abe, Putin]", statements=f"[{given}]")
    assert not site.build().failed
    text = site.read("2019/01/talks/index.html")
    assert text.count("<figcaption>") == 1 and text.count("<blockquote") == 40
    assert '"citation"' not in text[text.index('"hasPart"') : text.index("</script>")]
    assert '"citation"' in site.read("statements/2019/01-14-abe-words-7/index.html")
