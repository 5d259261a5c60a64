"""The fields of each kind of content file, and how a header becomes a record."""

from urllib.parse import unquote
from zoneinfo import ZoneInfo

from communique.model.article import Article, Dateline, Earlier, encode_terms
from communique.model.content import AnyDocument, Note, Relation
from communique.model.document import Image, Mention
from communique.model.entity import Entity
from communique.model.issue import Issue
from communique.model.route import slugify
from communique.model.taxonomy import BY_KEY, TAXONOMIES
from communique.source import consistency, notes
from communique.source.agreements import DATED
from communique.source.dates import edtf_with_beginning, moment
from communique.source.examples import with_examples
from communique.source.fields import alias, choice, integer, language, slug, text
from communique.source.frontmatter import Entry, Header, Value
from communique.source.kinds import Field, Reader, kind, ref
from communique.source.original import ORIGINAL_DATES
from communique.source.profiles import KINDS, NAME
from communique.source.records import listed, mapping, mention, mentions, name_of, read_fields, two_countries
from communique.source.sources import sources
from communique.source.statements import statements

STATUSES = {
    "draft": "is on no page",
    "published": "is on the site; so is a story that gives no status",
    "corrected": "is on the site, marked, with 'corrections'",
    "retracted": "is on the site, marked, with 'retraction'; the archive no longer stands by it",
}
"""Of an article, with what each means. A profile or a note is put right without a mark."""
_OF_OTHERS = {word: STATUSES[word] for word in ("draft", "published")}
TYPES = {
    "news": "what happened",
    "analysis": "what to make of it",
    "background": "what went before",
    "document": "a text, such as a treaty or a note",
    "transcript": "words as they were spoken",
    "conference": "a meeting of several states",
}
"""Of an article, with what each means."""

_IMAGE = mapping(
    Image,
    {
        "src": Field(text, "The picture, relative to the article.", required=True),
        "alt": Field(text, "What it shows, for those who do not see it.", required=True),
        "caption": Field(text, "A line below it."),
        "credit": Field(text, "Who made it."),
    },
    placed=True,
)


@kind("file", ref("story-file"))
def _story(reader: Reader, name: str, value: Value) -> Mention | None:
    got = notes.article_file(reader, name, value)
    return got and Mention(f"content/{unquote(got.name.removeprefix('content:'))}", "", got.line, got.column)


_IMPORTED = mapping(
    dict[str, str],
    {
        "from": Field(text, "The file."),
        "id": Field(text, "What it is known by there."),
        "digest": Field(text, "Of the file as the import wrote it."),
    },
)

COMMON: dict[str, Field] = {
    "slug": Field(slug, "The last part of the address; made from the file's name or the title where not given."),
    "status": Field(choice(meaning=_OF_OTHERS), "draft or published; a draft is on no page."),
    "summary": Field(text, "One or two sentences; the first paragraph where not given."),
    "lang": Field(language, "The language of the text, where it is not the site's."),
    "image": Field(_IMAGE, "A picture; alt is required."),
    "sources": Field(sources, "Where it was seen."),
}

ARTICLE: dict[str, Field] = with_examples(
    "articles",
    {
        "title": Field(text, "The headline.", required=True),
        "date": Field(
            moment,
            "The story's day, its place in lists and its address; in the site's time zone where none is given.",
            required=True,
        ),
        "published": Field(moment, "When it was put online, where that was not on the story's day."),
        "updated": Field(moment, "The last change that readers should know of."),
        "event_date": Field(
            edtf_with_beginning,
            "When it happened: a day, a month, a season, an interval, also one that goes on (`1956/..`), an uncertain date.",
        ),
        "original_date": ORIGINAL_DATES,
        "dateline": Field(
            mapping(
                Dateline,
                {
                    "text": Field(text, "The dateline.", required=True),
                    "place": Field(name_of("places"), "The place it names."),
                },
                short="text",
            ),
            "Where the story is datelined.",
        ),
        "aliases": Field(listed(alias), "Older addresses, which lead here."),
        "type": Field(choice(meaning=TYPES), "news, analysis, background, document, transcript or conference."),
        "translation_of": Field(text, "The article that this one translates.", what="file"),
        **COMMON,
        "status": Field(choice(meaning=STATUSES), "draft, published, corrected or retracted; a draft is on no page."),
        **{
            t.key: Field(
                mentions(t.key, t.role_field, t.roles),
                f"The {t.plural} it concerns." + (f" {t.role_field.capitalize()}: {', '.join(t.roles)}." if t.roles else ""),
            )
            for t in TAXONOMIES
        },
        "statements": Field(statements, "Words that somebody said; the office is looked up for the date."),
        **notes.FIELDS,
        "imported": Field(_IMPORTED, "Where `communique import` found it; written by that."),
    },
)

_ENTITY: dict[str, Field] = {
    "name": Field(text, "The name that the archive uses.", required=True),
    "sort": Field(text, "What it is listed under, such as 'Abe, Shinzo'."),
    "aliases": Field(listed(mention), "Other spellings; each resolves to this."),
    "names": Field(listed(NAME), "Its names in other languages and scripts."),
    **COMMON,
}
ENTITIES: dict[str, dict[str, Field]] = {t.key: with_examples(t.key, {**_ENTITY, **KINDS.get(t.key, {})}) for t in TAXONOMIES}
NOTE: dict[str, Field] = with_examples(
    "pages",
    {
        "title": Field(text, "The title.", required=True),
        "order": Field(integer, "Its place among the notes."),
        "aliases": Field(listed(alias), "Older addresses, which lead here."),
        **COMMON,
    },
)
RELATION: dict[str, Field] = with_examples(
    "relations",
    {
        "countries": Field(two_countries, "The two countries, by any names that they have or had.", required=True),
        "title": Field(text, "The heading of the text."),
        "aliases": Field(listed(alias), "Older addresses, which lead here."),
        **{name: field for name, field in COMMON.items() if name != "slug"},
    },
)
EARLIER: dict[str, Field] = {
    "of": Field(_story, "The story of which this is an earlier wording.", required=True),
    "until": Field(moment, "When the next wording took its place.", required=True),
    **ARTICLE,
}
FIELDS = {"articles": ARTICLE, "earlier": EARLIER, "pages": NOTE, "relations": RELATION, **ENTITIES}
"""The fields of each kind of header, by its folder in `content/`."""
_ATTRIBUTE = {
    "event_date": "event",
    "country": "countries",
    "from": "start",
    "to": "end",
    "predecessor": "predecessors",
    "successor": "successors",
}


def document(path: str, header: Header, digest: bytes, zone: ZoneInfo) -> tuple[AnyDocument | None, list[Issue]]:
    """Make the record that a content file stands for, by the folder it lies in; None where what it must have is missing.

    A record comes back with other faults too, without the fields that have them: what else is wrong with the archive can
    then be told in the same run. A fault that is an error keeps the site from being built.
    """
    reader = Reader(path, zone)
    folder, stem = path.split("/")[1], path.rsplit("/", 1)[-1].removesuffix(".md")
    fields = FIELDS[folder]
    got = read_fields(reader, header.fields, fields, Entry(1, 1, Value(None, 1, 1)))
    if any(f.required and key not in got for key, f in fields.items()):
        return None, reader.issues
    got = {_ATTRIBUTE.get(k, k): v for k, v in got.items()}
    at = next(header.fields[k] for k in ("slug", "title", "name", "countries") if k in header.fields).value
    got |= {"path": path, "digest": digest, "line": at.line, "column": at.column}
    if folder in {"articles", "earlier"}:
        got.pop("imported", None)  # only an import asks for it
        got["slug"] = got.get("slug") or (slugify(stem) if folder == "articles" else "")
        got["mentions"] = encode_terms({k: named for k in BY_KEY if (named := got.pop(k, ()))})
        got["date"], got["moment"] = got["date"]
        for field in ("published", "updated"):
            if field in got:
                got[field], got[f"{field}_moment"] = got[field]
        if folder == "earlier":
            until = header.fields["until"].value
            got["until"], got["until_moment"] = got["until"]
            return Earlier(**got, until_line=until.line, until_column=until.column), reader.issues
        article = Article(**got)
        consistency.check(reader, header.fields, article)
        return article, reader.issues + notes.status_faults(header, article)
    if folder == "pages":
        got["slug"] = got.get("slug") or slugify(stem)
        return Note(**got), reader.issues
    if folder == "agreements":
        values = {k: e.value for k, e in header.fields.items() if k in DATED}
        got["where"] = {k: (v.line, v.column) for k, v in values.items()}
    if folder == "relations":
        return Relation(**got), reader.issues
    return Entity(taxonomy=folder, **got), reader.issues


__all__ = ["ARTICLE", "ENTITIES", "FIELDS", "NOTE", "RELATION", "Mention", "document"]
