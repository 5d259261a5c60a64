"""A date was shown more exactly than it is known: an event of a month as its first day."""

from tests.conftest import Site


def test_a_month_is_not_told_as_its_first_day(site: Site) -> None:
    site.article("1992/09/compendium", date="1992-09-01", event_date="1992-09", countries="Russia, Japan")
    site.article("1993/10/declaration", date="1993-10-13", event_date="1993-10-13", countries="Russia, Japan")
    site.article("1998/04/kawana", date="1998-04-18", event_date="1998-04-18/1998-04-19", countries="Russia, Japan")
    assert not site.build().failed
    for path in ("stories/index.html", "index.html", "countries/japan/index.html", "relations/japan-russia/index.html"):
        text = site.read(path)
        assert '<time datetime="1992-09">Sept' in text, path
        assert "1992-09-01" not in text, path
    thread = site.read("1993/10/declaration/index.html")
    assert '<small><time datetime="1992-09">September 1992</time></small>' in thread
    assert '<small><span class="time">18–19 April 1998</span></small>' in thread
    assert '<time datetime="1998-04-18">' not in thread


def test_an_event_that_begins_on_the_day_of_its_story_is_shown_whole(site: Site) -> None:
    site.article("1991/04/talks", date="1991-04-16", event_date="1991-04-16/1991-04-19")
    assert not site.build().failed
    assert "16–19 April 1991" in site.read("stories/index.html")


def test_a_story_of_another_day_than_its_event_shows_both(site: Site) -> None:
    site.article("2019/01/memories", date="2019-01-22", event_date="1956-10~")
    assert not site.build().failed
    text = site.read("stories/index.html")
    assert "22 January 2019" in text
    assert 'of <span class="time">about October 1956</span>' in text
