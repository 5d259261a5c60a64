"""Dates of one header that do not go together. None of these asks the clock."""

import datetime as dt

from communique.model.article import Article
from communique.source.frontmatter import Entry
from communique.source.kinds import Reader

FAR = 366
"""Days by which talks may be announced in advance: what lies further off is mostly a slip of the year."""


def check(reader: Reader, fields: dict[str, Entry], article: Article) -> None:
    """Tell of dates of an article that are in an order in which they can hardly be."""

    def warn(field: str, message: str, hint: str, code: str) -> None:
        reader.fault(fields[field].value, f"{field}: {message}", hint, code, "warning")

    a = article
    day, online = a.date[:10], a.online[:10]
    if a.published and online < day:
        message = f"{online} is before the story's own day, {day}, and until then it is held back."
        warn("published", message, "Put one of the two right, or remove 'published'.", "published-before-date")
    if a.updated and _before(a.updated, a.updated_moment, a.online, a.online_moment):
        message = f"{a.updated[:10]} is before the story was published, on {online}."
        hint = "Put it right, or remove it: what was changed before that, nobody has seen."
        warn("updated", message, hint, "updated-before-published")
    if a.event is None or a.event.approximate or a.type in {"document", "background"}:
        return
    first, shown = a.event.earliest, max(day, online)
    late = (dt.date.fromisoformat(first) - dt.date.fromisoformat(shown)).days
    if late > (0 if a.type == "transcript" else FAR):
        message = f"{a.event.text} comes after the story was published, on {shown}."
        hint = "Look at the year."
        if a.type == "transcript":
            hint = "Nobody could write down what was not said yet: put one of the two right."
        warn("event_date", message, hint, "event-after-published")
    elif a.published and day < first <= online:
        message = f"the event of {a.event.text} comes after the story's own day, {day}."
        hint = f"Put one of the two right: 'date' is mostly the first day of the event, {first}."
        warn("event_date", message, hint, "event-after-date")


def _before(one: str, moment: int, other: str, than: int) -> bool:
    """Tell whether one comes before the other, by the day where the hour of one is not given."""
    return moment < than if len(one) > 10 and len(other) > 10 else one[:10] < other[:10]
