"""`communique new`."""

import argparse
import datetime as dt
import json
import sys

from communique.cli import report, site_argument

HELP = "begin an article: a file with today's date and a header to fill in"
EXAMPLES = """examples:
  communique new "Talks open in Geneva"
  communique new "A treaty at Shimoda" --date 1855-02-07"""

HEADER = """---
title: {title}
date: {date}
{published}status: draft                # remove this line to publish
# event_date: {date}     # when it happened, where that is another day: 1956-10, 1991-04-16/1991-04-19, 1998-11-12?
# dateline: Geneva
# type: news                 # news, analysis, background, document, transcript
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


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("title", metavar="TITLE", help="the headline")
    site_argument(sub)
    sub.add_argument("--date", type=_day, metavar="DAY", help="the day of the story (default: today)")


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
    day = a.date or today
    published = f"published: {today.isoformat()}        # when it was put online\n" if day < today else ""
    year, month, _ = day.isoformat().split("-")  # strftime's %Y has no zeros before the year 900
    path = a.site / "content" / "articles" / year / month / f"{slugify(title)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as f:
            # JSON's quoted text is YAML's, and quotes whatever a headline may hold
            f.write(HEADER.format(title=json.dumps(title, ensure_ascii=False), date=day.isoformat(), published=published))
    except FileExistsError:
        print(f"communique: {path} is there already.", file=sys.stderr)
        return 1
    print(path)
    return 0
