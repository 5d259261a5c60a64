"""The date as the documents of the time have it, in the Julian or the Japanese calendar, and its days in ours."""

import re

import msgspec

from communique.model.calendars import ERAS, NoSuchDateError, UnknownEraError, UnreadError, days
from communique.model.dates import OriginalDate, within
from communique.source.fields import choice, language, text
from communique.source.frontmatter import Value
from communique.source.kinds import Field, Reader, kind
from communique.source.records import listed, mapping

NAMES = {"julian": "Julian", "japanese": "Japanese"}
_EXAMPLES = {"julian": "1855-01-26", "japanese": "Ansei 1-12-21"}
_MAPPING = mapping(
    OriginalDate,
    {
        "text": Field(text, "The date as written, such as '26 January 1855'.", required=True),
        "calendar": Field(choice(*NAMES), "julian or japanese.", required=True),
        "date": Field(text, "The same in figures, where the text is not in English: 1855-01-26, Ansei 1-12-21."),
        "lang": Field(language, "The language of the text, where it is not the site's."),
    },
    placed=True,
)


@kind(_MAPPING.what, _MAPPING.schema)
def _one(reader: Reader, name: str, value: Value) -> OriginalDate | None:
    d = _MAPPING(reader, name, value)
    if d is None:
        return None
    there = value.data if isinstance(value.data, dict) else {}
    spans = {}
    for field in ("date", "text"):
        written, kind = getattr(d, field), f"the {NAMES[d.calendar]} calendar"
        if not written:
            continue
        at = there[field].value
        try:
            spans[field] = days(d.calendar, written)
        except NoSuchDateError as e:
            message = f"{name}.{field}: '{written[:60]}' is no date of {kind}: {e}."
            reader.fault(at, message, "Look at it again, or at which calendar it is.", "calendar-no-such-date")
            return None
        except UnknownEraError as e:
            message = f"{name}: no era is known here as '{e}', so that the date is not checked."
            hint = f"Known are {next(iter(ERAS))} (from 1848) to {list(ERAS)[-1]}; if it is another, check the day by hand."
            reader.fault(at, message, hint, "calendar-unchecked", "warning")
            return d
        except UnreadError:
            if field == "date":
                message = f"{name}.date: '{written[:60]}' is not a date of {kind}."
                reader.fault(at, message, f"Write it as {_EXAMPLES[d.calendar]}.", "not-a-date")
                return None
            if not d.date:
                message = f"{name}: '{written[:60]}' is not read as a date of {kind}, so that it is not checked."
                hint = f"Add the same in figures, as in 'date: {_EXAMPLES[d.calendar]}'."
                reader.fault(at, message, hint, "calendar-unread", "warning")
    if len(spans) == 2 and not within(spans["text"], spans["date"]):
        message = f"{name}: '{d.text[:60]}' and '{d.date[:60]}' are not the same date."
        reader.fault(there["date"].value, message, "Mend one of the two.", "calendar-mismatch")
        return None
    first, last = next(iter(spans.values()), ("", ""))
    lang = d.lang or ("ja" if re.search(r"[\u4e00-\u9fff]", d.text) else "")
    return msgspec.structs.replace(d, earliest=first, latest=last, lang=lang)


ORIGINAL_DATES = Field(
    listed(_one),
    "The date as the documents have it: julian or japanese. It is checked against the date in our calendar.",
)
