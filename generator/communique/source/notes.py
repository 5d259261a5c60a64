"""What a header says of its own reliability: notes against the record, corrections, a retraction."""

import posixpath

from communique.model.article import Article, Basis, Correction, RecordNote, Retraction
from communique.model.document import Mention
from communique.model.issue import Issue
from communique.source.dates import day_or_part
from communique.source.fields import choice, text, url
from communique.source.frontmatter import Header, Value
from communique.source.kinds import Field, Reader, kind, ref
from communique.source.links import address, in_content
from communique.source.records import listed, mapping, mention, name_of

NOTE_KINDS = {
    "error": "what it says is wrong",
    "omission": "what it leaves out changes the sense",
    "conflict": "sources contradict each other",
    "usage": "it uses a name or a word in a way of its own",
}
"""How a source departs from the record, with what each means."""


@kind("file", ref("story-file"))
def article_file(reader: Reader, name: str, value: Value) -> Mention | None:
    """Read the way to another article from this file's folder, or from the site's."""
    got = text(reader, name, value)
    if got is None:
        return None
    target = in_content(got.removeprefix("content/")) if got.startswith("content/") else ""
    target = target or address(posixpath.dirname(reader.path), got)
    if not target.startswith("content:articles/") or not target.endswith(".md"):
        hint = "Name a story's file by the way from this file's folder, such as '../02/talks.md'."
        reader.fault(value, f"{name}: '{got[:80]}' is no article.", hint, "no-article")
        return None
    return Mention(target, "", value.line, value.column)


_BASIS = mapping(
    Basis,
    {
        "text": Field(text, "Where that is seen, in words."),
        "url": Field(url, "Where it is."),
        "archived": Field(url, "An archived copy."),
        "agreement": Field(name_of("agreements"), "The agreement that shows it."),
        "article": Field(article_file, "The story of this archive that shows it."),
    },
    short="text",
    placed=True,
)


@kind(_BASIS.what, _BASIS.schema)
def _basis(reader: Reader, name: str, value: Value) -> Basis | None:
    got = _BASIS(reader, name, value)
    if got and not (got.text or got.url or got.agreement or got.article):
        hint = "Say in a few words where the record is seen, or name an agreement, an article or a url."
        reader.fault(value, f"{name}: names nothing.", hint, "empty-basis")
        return None
    return got


FIELDS: dict[str, Field] = {
    "corrections": Field(
        listed(
            mapping(
                Correction,
                {
                    "date": Field(day_or_part, "When it was corrected.", required=True),
                    "text": Field(text, "What was wrong, and what is right.", required=True),
                },
                placed=True,
            )
        ),
        "Errors of our own.",
    ),
    "retraction": Field(
        mapping(
            Retraction,
            {
                "date": Field(day_or_part, "When it was retracted.", required=True),
                "reason": Field(text, "Why the archive no longer stands by it.", required=True),
            },
            placed=True,
        ),
        "When and why a story with `status: retracted` was given up.",
    ),
    "record_notes": Field(
        listed(
            mapping(
                RecordNote,
                {
                    "says": Field(text, "What the source says.", required=True),
                    "record": Field(text, "What the record shows.", required=True),
                    "basis": Field(listed(_basis), "Where that is seen."),
                    "source": Field(mention, "Which of the 'sources' it is about.", what="publisher or title"),
                    "kind": Field(choice(meaning=NOTE_KINDS), "error, omission, conflict or usage."),
                    "date": Field(day_or_part, "When the note was written."),
                },
                placed=True,
            )
        ),
        "Where a source departs from the record.",
    ),
}


def status_faults(header: Header, article: Article) -> list[Issue]:
    """Warn of a status, and of a retraction, that want each other."""
    field = header.fields.get("status")
    line, column = (field.value.line, field.value.column) if field else (0, 0)

    def warn(message: str, hint: str, code: str, at: tuple[int, int] = (line, column)) -> Issue:
        return Issue(article.path, *at, message, hint, "warning", code)

    issues = []
    if article.status == "retracted" and "retraction" not in header.fields:
        hint = "Add 'retraction: {date: …, reason: …}'; readers want to know why."
        issues.append(warn("status: says retracted, and nothing says when and why.", hint, "no-retraction"))
    if article.status == "corrected" and "corrections" not in header.fields:
        hint = "Add 'corrections:' with the date and what was wrong."
        issues.append(warn("status: says corrected, and nothing says what was.", hint, "no-corrections"))
    if article.retraction and article.status in {"published", "corrected"}:
        given = article.retraction
        message = "retraction: is given, and the story is still published."
        hint = "Write 'status: retracted', or remove the retraction."
        issues.append(warn(message, hint, "not-retracted", (given.line, given.column)))
    return issues
