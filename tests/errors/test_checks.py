"""What `check` says of sources, and no build does: it asks the clock, and what an editor has yet to do."""

from communique.build.options import Options
from communique.checks import check
from tests.errors.conftest import NOW, Site, told

TEXT = """\
---
title: Talks in Moscow
date: 2019-01-22
sources:
  - {publisher: TASS, url: "https://tass.example/1", level: agency}
  - {publisher: Kommersant, url: "https://k.example/1"}
  - publisher: Interfax
    url: https://interfax.example/1
    archived: https://perma.example/AB12-CD34
    accessed: 2020-01-02
    level: press
---

Text.
"""


def said(site: Site, *only: str) -> list[str]:
    issues = check(site.path, Options(now=NOW, jobs=1, drafts=True), only=only or ("content", "templates", "sources")).issues
    return [str(i).replace("content/articles/2019/01/talks.md", "HERE") for i in issues]


def test_it_lists_what_has_no_copy_no_level_and_a_date_to_come(site: Site) -> None:
    site.article(TEXT)
    assert said(site) == said(site, "sources") == [
        "HERE:5:5: warning: sources: 2 of 3 addresses have no archived copy (lines 5, 6). Have each kept by a web archive, and give the copy's address as 'archived:'.",
        "HERE:6:5: warning: sources: 1 of 3 has no level (line 6). Add 'level:', how near it is to the event: primary, official, agency, press, scholarly or reference.",
        "HERE:7:5: warning: sources: '2020-01-02', when it was seen, has not come yet. Correct the date.",
    ]  # fmt: skip
    assert said(site, "content", "templates") == []
    assert told(site.path) == []


def test_one_address_without_a_copy_and_secondary_sources_alone(site: Site) -> None:
    site.article(
        '---\ntitle: A\ndate: 2019-01-22\nsources:\n- {url: "https://a.example/", level: press}\n- {title: B, level: reference}\n---\n\nText.\n'
    )
    assert said(site) == [
        "HERE:5:3: warning: sources: all are secondary (press, reference). Look for a primary or official source, or an agency's report, and name it too.",
        "HERE:5:3: warning: sources: its one address has no archived copy (line 5). Have each kept by a web archive, and give the copy's address as 'archived:'.",
    ]  # fmt: skip


def test_drafts_profiles_pairs_and_notes_are_looked_at_too(site: Site) -> None:
    site.article('---\ntitle: A\ndate: 2019-01-22\nstatus: draft\nsources:\n- {url: "https://a.example/"}\n---\n\nText.\n')
    site.write("content/people/abe.md", '---\nname: Abe\nsources:\n- {url: "https://a.example/"}\n---\n')
    site.write("content/pages/about.md", '---\ntitle: About\nsources:\n- {url: "https://a.example/"}\n---\n\nText.\n')
    site.write(
        "content/relations/japan-russia.md",
        '---\ncountries: [Japan, Russia]\nsources:\n- {url: "https://a.example/"}\n---\n\nText.\n',
    )
    assert [line.split(":")[0] for line in said(site, "sources")] == [
        "HERE",
        "content/pages/about.md",
        "content/people/abe.md",
        "content/relations/japan-russia.md",
    ]


def test_levels_are_asked_for_only_where_the_archive_gives_any(site: Site) -> None:
    site.article("---\ntitle: A\ndate: 2019-01-22\nsources: [A book]\n---\n\nText.\n")
    assert said(site) == []
    site.article("---\ntitle: B\ndate: 2019-01-22\nsources: [{title: B, level: primary}]\n---\n\nText.\n", "b.md")
    assert [line.split(": ")[3] for line in said(site)] == [
        "1 of 1 has no level (line 4). Add 'level:', how near it is to the event"
    ]


def test_a_subject_asked_for_tells_its_own_faults_and_every_error(site: Site) -> None:
    site.article("---\ntitle: A\ndate: 2019-01-22\nlang: ruski-\n---\n\nText.\n")
    site.article("---\ntitle: B\ndate: 2019-01-22\ntags: [peace, Peace]\n---\n\nText.\n", "b.md")
    sources, content = said(site, "sources"), said(site, "content")
    assert [line.split(": ", 1)[1] for line in sources] == [
        "warning: names no sources. Add 'sources:' with where this was seen.",
        "warning: names no sources. Add 'sources:' with where this was seen.",
        "lang: 'ruski-' is not a language tag. Write it as 'en', 'ru' or 'zh-Hant' (BCP 47).",
    ]
    assert [line for line in content if line not in sources] == [
        "content/articles/2019/01/b.md:4:8: warning: tags: 'peace' is filed under 'Peace', as it is mostly written. Write it the same way everywhere."
    ]
