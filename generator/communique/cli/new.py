"""`communique new`."""

import argparse
import datetime as dt
import json
import sys

from communique.cli import report, site_argument

HELP = "begin an article, or a text about two countries: a file with a header to fill in"
EXAMPLES = """examples:
  communique new "Talks open in Geneva"
  communique new "A treaty at Shimoda" --date 1855-02-07
  communique new "A border and a treaty" --pair Japan Russia"""

HEADER = """---
title: {title}
date: {date}
{published}status: draft                # remove this line to publish
# event_date: {date}     # when it happened, where that is another day: 1956-10, 1991-04-16/1991-04-19, 1998-11-12?
# dateline: Geneva
# type: news                 # news, analysis, background, document, transcript, conference
# summary: One or two sentences.
# countries:
#   - {{country: Japan, role: party}}      # party, host, mediator, observer, depositary, subject
# people: []
# places: []
# agreements:
#   - {{agreement: The treaty's name, relation: concerns}}     # concerns, signs, ratifies, suspends, denounces
# tags: []
# statements:
#   - {{speaker: Name, text: "The exact words", via: [Broadcaster, Agency]}}
sources: []
#   - {{publisher: Publisher, title: Title, url: "https://…", level: official}}
---

"""


PAIR = """---
countries: {countries}
title: {title}
status: draft                # remove this line to publish
# summary: One or two sentences.
sources: []
#   - {{publisher: Publisher, title: Title, url: "https://…", level: official}}
---

"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("title", metavar="TITLE", help="the headline")
    site_argument(sub)
    sub.add_argument("--date", type=_day, metavar="DAY", help="the day of the story (default: today)")
    sub.add_argument("--pair", nargs=2, metavar="COUNTRY", help="write about these two countries, in content/relations/")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write 1956-10-19") from None


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from communique.model.route import slugify
    from communique.source import settings

    title = " ".join(a.title.split())
    if not title:
        print("communique: the title is empty.", file=sys.stderr)
        return 2
    if not (a.site / settings.FILE).is_file():
        report.issues(settings.load(a.site)[1])
        return 1
    today = dt.datetime.now().astimezone().date()
    date = a.date or today
    published = f"published: {today.isoformat()}        # when it was put online\n" if date < today else ""
    day = date.isoformat()
    year, month, _ = day.split("-")  # strftime's %Y has no zeros before the year 900
    quoted = json.dumps(title, ensure_ascii=False)  # JSON's quoted text is YAML's, and quotes whatever a headline may hold
    path = a.site / "content" / "articles" / year / month / f"{slugify(title)}.md"
    text = HEADER.format(title=quoted, date=day, published=published)
    if a.pair:
        pair = sorted(" ".join(name.split()) for name in a.pair)
        path = a.site / "content" / "relations" / f"{'-'.join(slugify(name) for name in pair)}.md"
        text = PAIR.format(countries=json.dumps(pair, ensure_ascii=False), title=quoted)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as f:
            f.write(text)
    except FileExistsError:
        print(f"communique: {path} is there already.", file=sys.stderr)
        return 1
    print(path)
    return 0
