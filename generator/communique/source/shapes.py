"""What JSON Schemas share: the shapes of dates, addresses, names and other plain values, as YAML 1.2 reads them."""

from communique.source.kinds import Schema

_DAY = r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_PART = r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)? ?(?:[Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?"
_MONTH, _DAY_OF_MONTH = r"(?:[0X][1-9X]|[1X][0-2X]|2\d|3\d|4[01])", r"[0-3X][\dX]"
_POINT = (
    rf"(?:[?~%]?[\dX]{{4}}[?~%]?(?:-[?~%]?{_MONTH}[?~%]?(?:-[?~%]?{_DAY_OF_MONTH}[?~%]?)?)?"
    r"|\d{4}S[1-4]|Y-?\d+(?:E\d+)?(?:S\d+)?)"
)
"""A day, a month, a season or a year, with its marks, of the Extended Date/Time Format (ISO 8601-2:2019)."""
_SET = rf"{_POINT}(?:(?:, *|\.\.){_POINT})*(?:\.\.)?[\]}}]"
_BEGUN = rf"{_POINT}(?:/(?:{_POINT}|\.\.))?|[\[{{]{_SET}"
_OPEN = rf"\.\./{_POINT}|[\[{{]\.\.{_SET}"
_EDTF_WANTED = "Write 1956-10-19, 1956-10, 1991-04-16/1991-04-19, 1998-11-12? (uncertain) or 1855~ (about)."
_NO_SIGN = r"\s/\\?#%&:;,'\"!@()\[\]{}<>|*+=~^`$A-Z"
_YEAR: Schema = {"type": "integer", "minimum": 1, "maximum": 9999}


def _written(pattern: str, wanted: str) -> Schema:
    """Describe a text; `patternErrorMessage` is what language servers say of another."""
    return {"type": "string", "pattern": rf"^\s*{pattern}\s*$", "patternErrorMessage": wanted}


def _degrees(most: int, doc: str) -> Schema:
    figures = r"^\s*[-+]?[\d.]+\s*$"
    return {"type": ["number", "string"], "minimum": -most, "maximum": most, "pattern": figures, "description": doc}


_FILLED: Schema = {"anyOf": [{"type": ["number", "boolean", "array", "object"]}, {"type": "string", "pattern": r"\S"}]}
# an editor proposes whatever word a schema names, and reads no `not`: that keeps null and true out of its lists
_TRUTH: Schema = {"not": {"not": {"type": "boolean"}}}
_SOME_TEXT: Schema = {"anyOf": [{"type": ["string", "number"], "pattern": r"\S"}, _TRUTH]}

DEFS: dict[str, Schema] = {
    "blank": {"not": _FILLED},
    "text": {"anyOf": [{"type": ["string", "number"]}, _TRUTH]},
    "some-text": _SOME_TEXT,
    "name": _SOME_TEXT,
    "whole-number": {"anyOf": [{"type": "integer"}, _written(r"-?\d{1,9}", "A whole number in digits, such as 3.")]},
    "flag": {
        "anyOf": [
            {"type": "boolean"},
            _written("(?:[Yy][Ee][Ss]|[Nn][Oo]|[Tt]rue|[Ff]alse)", "Write true or false."),
        ]
    },
    "date": {"anyOf": [_written(_PART, "A day, a month or a year: 1956-10-19, 1956-10 or 1956."), _YEAR]},
    "edtf": {"anyOf": [_written(rf"(?:{_BEGUN}|{_OPEN})", _EDTF_WANTED), _YEAR]},
    "edtf-begun": {"anyOf": [_written(rf"(?:{_BEGUN})", _EDTF_WANTED), _YEAR]},
    "moment": _written(
        rf"{_DAY}(?:[Tt ]{_CLOCK})?",
        "A day, such as 1956-10-19, or a moment, such as 2019-01-22T14:30:00+03:00.",
    ),
    "language": _written(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", "Write it as 'en', 'ru' or 'zh-Hant' (BCP 47)."),
    "script": _written("[A-Z][a-z]{3}", "Write it as 'Cyrl', 'Jpan' or 'Latn' (ISO 15924)."),
    "country-code": _written("[A-Z]{2}", "Write the two capital letters of ISO 3166-1, such as JP."),
    "url": _written(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/]\S*", "A web address begins with https:// or http://."),
    "address": _written(
        r"/(?!(?:media|pagefind|static)/)(?!(?:.*/)?\.(?!well-known/))[^/\\?#\n][^\\?#\n]*",
        "An address inside the site begins with a slash, as in '/old/address/'.",
    ),
    "slug": {
        "anyOf": [
            _written(
                rf"[^-_.{_NO_SIGN}][^{_NO_SIGN}]*",
                "Use lower-case letters, digits and hyphens, such as 'joint-declaration'.",
            ),
            {"type": "integer", "minimum": 0},
        ]
    },
    "point": {
        "type": "array",
        "prefixItems": [
            _degrees(90, "The latitude, in degrees north."),
            _degrees(180, "The longitude, in degrees east."),
        ],
        "minItems": 2,
        "maxItems": 2,
        "examples": [[45.03, 147.87]],
    },
    "story-file": _written(r"\S.*\.md", "Name a story's file by the way from this file's folder, such as '../02/talks.md'."),
}
"""By the names that the kinds of values give them."""
