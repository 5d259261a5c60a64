"""A site's settings, as `site.toml` gives them."""

import msgspec


class Feeds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[feeds]`: what can be subscribed to."""

    site: bool = True
    """`/feed.xml`, Atom (RFC 4287), the newest stories."""
    terms: bool = True
    """A `feed.xml` beside the page of each term."""
    json: bool = True
    """`/feed.json`, JSON Feed 1.1."""
    limit: int = 20
    """Entries in a feed."""
    content: str = "full"
    """`full`: entries carry the story's text; `summary`: its summary only."""


class Pages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[pages]`: each kind of page can be switched off."""

    front: bool = True
    """The front page, `/`."""
    countries: bool = True
    """`/countries/` and a page for each country."""
    map: bool = True
    """The map of the world on the front page and on `/countries/`: the states of today, shaded by their stories."""
    relations: bool = True
    """`/relations/` and a page for each pair of countries."""
    people: bool = True
    """`/people/` and a page for each person."""
    places: bool = True
    """`/places/` and a page for each place."""
    organisations: bool = True
    """`/organisations/` and a page for each organisation."""
    agreements: bool = True
    """`/agreements/`, a page for each agreement, and all of them as data in `/agreements/agreements.json`."""
    dossiers: bool = True
    """`/dossiers/` and a page for each dossier."""
    tags: bool = True
    """`/tags/` and a page for each tag."""
    chronology: bool = True
    """`/chronology/` and a page for each year and month."""
    on_this_day: bool = True
    """`/on-this-day/`, a page for each day of the year on which something happened, and a calendar to subscribe to."""
    statements: bool = True
    """`/statements/`, every statement in the archive."""
    sources: bool = True
    """`/sources/`, a page for each publisher whose work stories cite, and `/sources.csv`."""
    record_notes: bool = True
    """`/record-notes/`: where sources depart from the record, by story, and its feed."""
    corrections: bool = True
    """`/corrections/`: what the archive has retracted and corrected, and its feed."""
    notes: bool = True
    """A page for each file in `content/pages/`."""
    not_found: bool = True
    """`/404.html`, which most hosts show for an address that does not exist."""
    aliases: bool = True
    """A redirect from each alias of an article or a term."""
    sitemap: bool = True
    """`/sitemap.xml` (sitemaps.org), in several files past 50,000 addresses."""
    robots: bool = True
    """`/robots.txt` (RFC 9309)."""
    schema: bool = True
    """`/schema/article.json` and the others: a JSON Schema of each kind of header, from which text editors complete."""


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[search]`: the search page and its index."""

    enabled: bool = True
    """`/search/` and Pagefind's index of every article."""


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[check]`: what `communique check` shall not tell of. No page depends on it."""

    different: tuple[tuple[str, ...], ...] = ()
    """Lists of names that are alike and mean different things, such as `[["George Bush", "George W. Bush"]]`."""
    skip: tuple[str, ...] = ()
    """How outside addresses begin that `--external` shall not ask, such as `["https://intranet.example/"]`."""


class Disputed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[disputed."NAME"]`: what the archive calls a country whose name or standing is disputed, and what it says of it."""

    name: str = ""
    """What the archive calls it; every other name leads to its page."""
    standing: str = ""
    """Its standing in a few words, such as `claimed by China`."""
    note: str = ""
    """Why it is called so, in a sentence or two."""
    policy: str = ""
    """Where the archive says more: a note in `content/pages/`; that of `naming_policy` where it is not given."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings at the top of `site.toml`."""

    title: str
    """The archive's name. Required."""
    base_url: str
    """Where the site will live, such as `https://archive.example/japan/`: feeds and canonical links need it. Required."""
    subtitle: str = ""
    """A line under the name."""
    description: str = ""
    """A sentence for search engines and feeds."""
    publisher: str = ""
    """Who publishes the archive; the title where it is not given."""
    language: str = "en"
    """The language of the site and of its articles where they name no other (BCP 47)."""
    timezone: str = "UTC"
    """The time zone of dates that name none (IANA)."""
    links: str = "portable"
    """`portable`: links name `index.html`, so that the folder also works from a local disk; `clean`: links end in a slash."""
    page_size: int = 50
    """Stories on one page of a list."""
    pair_threshold: int = 2
    """Stories that two countries must share to have a page of their own."""
    front_stories: int = 12
    """Stories on the front page below the lead."""
    og_images: str = "site"
    """What is shown where a page is shared: `site`: one picture with the archive's name; `stories`: one with the headline for
    each story, too, at 30 ms and 30 KB each; `none`. A story's own picture comes first."""
    naming_policy: str = ""
    """Where the archive says how it names what is contested: a note in `content/pages/`, such as `about.md#names`."""
    predecessors: str = "apart"
    """`apart`: below a country's own stories are the newest of the states before it; `link`: it only leads to them."""
    unknown_countries: str = "error"
    """`error`: a country that no list knows is a fault; `allow`: it has a page and one warning."""
    trust_html: bool = False
    """`true`: HTML in articles is published as it stands, scripts included. Only where every author may do that."""
    feeds: Feeds = Feeds()
    """What can be subscribed to."""
    pages: Pages = Pages()
    """Kinds of pages, each of which can be switched off."""
    search: Search = Search()
    """The search page and its index."""
    check: Check = Check()
    """What `communique check` shall not tell of."""
    disputed: dict[str, Disputed] = {}
    """What the archive calls countries whose name or standing is disputed: a table for each, such as `[disputed."Taiwan"]`."""

    @property
    def portable(self) -> bool:
        """Whether links name `index.html`."""
        return self.links == "portable"


CHOICES: dict[str, tuple[str, ...]] = {
    "links": ("portable", "clean"),
    "og_images": ("site", "stories", "none"),
    "predecessors": ("apart", "link"),
    "unknown_countries": ("error", "allow"),
    "feeds.content": ("full", "summary"),
}
"""Settings that take one of a few words."""
