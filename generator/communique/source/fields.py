"""Kinds of values in a header: each turns what was written into what the model wants, and says so where it cannot."""

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from communique.model.document import Mention
from communique.model.issue import did_you_mean, nearest
from communique.model.route import slugify
from communique.model.scripts import scripts
from communique.source.characters import code_point, invisible, shown
from communique.source.frontmatter import Entry, Value
from communique.source.kinds import Kind, Reader, kind, ref, words

OWN_FOLDERS = ("media", "pagefind", "static")
"""The folders of the output that hold files and no pages."""


def wrong(reader: Reader, name: str, value: Value, wanted: str, hint: str) -> None:
    """Report a value of another kind than the field wants."""
    if value.data is None:
        empty(reader, name, value)
    else:
        reader.fault(value, f"{name}: {wanted} is wanted here, but this is {value.kind}.", hint, "wrong-type")


def empty(reader: Reader, name: str, at: Value | Entry) -> None:
    """Report an item of a list that holds nothing."""
    reader.fault(at, f"{name}: an item of the list is empty.", "Write something there, or remove it.", "empty-item")


@kind("text", ref("text"))
def text(reader: Reader, name: str, value: Value) -> str | None:
    """Read a text, blanks at its ends removed."""
    if isinstance(value.data, str):
        return value.data.strip()
    hint = "Write one text; if a bracket belongs to it, put it in quotation marks."
    if isinstance(value.data, dict):
        hint = "Write one text; if a colon or a brace belongs to it, put it in quotation marks."
    wrong(reader, name, value, "text", hint)
    return None


def choice(*known: str, meaning: Mapping[str, str] | None = None) -> Kind[str | None]:
    """Read one of a few words, or one of those that are given with their meanings."""
    among = tuple(meaning or known)

    @kind("word", words(meaning or known))
    def read(reader: Reader, name: str, value: Value) -> str | None:
        got = text(reader, name, value)
        if got is None or got in among:
            return got
        hint = did_you_mean(got, among) or f"It is one of: {', '.join(among)}."
        reader.fault(value, f"{name}: '{got[:80]}' is not known here.", hint, "unknown-word")
        return None

    return read


@kind("number", ref("whole-number"))
def integer(reader: Reader, name: str, value: Value) -> int | None:
    """Read a whole number."""
    if isinstance(value.data, str) and re.fullmatch(r"-?\d{1,9}", value.data):
        return int(value.data)
    reader.fault(value, f"{name}: a whole number is wanted here.", "Write it in digits, such as 3.", "wrong-type")
    return None


@kind("true or false", ref("flag"))
def flag(reader: Reader, name: str, value: Value) -> bool | None:
    """Read `true` or `false`."""
    got = text(reader, name, value)
    if got is None:
        return None
    if got.casefold() in {"true", "yes"}:
        return True
    if got.casefold() in {"false", "no"}:
        return False
    reader.fault(value, f"{name}: '{got[:40]}' is neither true nor false.", "Write true or false.", "wrong-type")
    return None


@kind("ISO 15924 code", ref("script"))
def script(reader: Reader, name: str, value: Value) -> str | None:
    """Read the code of a script (ISO 15924)."""
    got = text(reader, name, value)
    if got and got not in scripts():
        known = {s.casefold(): s for s in scripts()} | {v.casefold(): k for k, v in scripts().items()}
        meant = known.get(got.casefold(), "")
        hint = f"Did you mean '{meant}'?" if meant else "Write it as 'Cyrl', 'Jpan' or 'Latn' (ISO 15924)."
        reader.fault(value, f"{name}: '{got[:40]}' is no script's code.", hint, "bad-script")
        return None
    return got


@kind("[lat, lon]", ref("point"))
def number_pair(reader: Reader, name: str, value: Value) -> tuple[float, float] | None:
    """Read a latitude and a longitude in degrees."""
    if isinstance(value.data, list) and len(value.data) == 2:
        try:
            lat, lon = (float(str(v.data)) for v in value.data)
        except ValueError:
            pass
        else:
            if -90 <= lat <= 90 and -180 <= lon <= 180:
                return lat, lon
            if -90 <= lon <= 90 and -180 <= lat <= 180:
                hint = f"The latitude comes first, and is 90 at most: [{lon:g}, {lat:g}]?"
                reader.fault(value, f"{name}: {lat:g} is no latitude.", hint, "bad-point")
                return None
    reader.fault(
        value,
        f"{name}: latitude and longitude in degrees are wanted here.",
        "Write them as [45.03, 147.87].",
        "bad-point",
    )
    return None


_SLUG = re.compile(r"[^\W_]+(?:[-_.][^\W_]+)*")
MAX_SEGMENT = 200
"""Bytes in one part of an address; a file's name may hold 255 on most systems, some of which a temporary name needs."""


@kind("text", ref("slug"))
def slug(reader: Reader, name: str, value: Value) -> str | None:
    """Read one segment of an address, in Unicode's form NFC."""
    got = text(reader, name, value)
    if got is None:
        return None
    got = unicodedata.normalize("NFC", got)
    letters = "".join(c for c in got if not unicodedata.category(c).startswith("M"))  # vowel signs, as in Hindi
    if len(got.encode()) > MAX_SEGMENT:
        hint = "A few words are enough, such as 'joint-declaration'."
        reader.fault(value, f"{name}: '{shown(got[:30])}…' is too long for an address.", hint, "bad-slug")
        return None
    example = slugify(got) if re.search(r"[^\W_]", got) else "joint-declaration"
    if not _SLUG.fullmatch(letters) or got != got.lower() or invisible(got):
        hint = f"Use lower-case letters, digits and hyphens, such as '{example}'."
        reader.fault(value, f"{name}: '{shown(got[:80])}' cannot be part of an address.", hint, "bad-slug")
        return None
    return got


@kind("address", ref("address"))
def alias(reader: Reader, name: str, value: Value) -> Mention | None:
    """Read an address inside the site that shall lead to this page: decoded where it is given in %XX, and in NFC."""
    written = text(reader, name, value)
    if written is None:
        return None
    try:
        got = unicodedata.normalize("NFC", unquote(written, errors="strict"))
        hint = _no_address(got)
    except UnicodeDecodeError:
        got, hint = written, "What stands in it after % is not UTF-8; write the letters themselves."
    if hint:
        message = f"{name}: '{shown(written[:80])}' is not an address inside the site."
        reader.fault(value, message, hint, "bad-alias")
        return None
    last = got.removesuffix("/").rpartition("/")[2]
    if last == "index.html":
        got = got.removesuffix("/").removesuffix("index.html")  # the file that the address of the folder stands for
    elif "." not in last:
        got = got.removesuffix("/") + "/"
    return Mention(got, "", value.line, value.column)


def _no_address(got: str) -> str:
    """Say why a text is no address inside the site; nothing where it is one."""
    parts = got[1:].removesuffix("/").split("/")
    if not got.startswith("/"):
        return "It begins with a slash, as in '/old/address/', and names no host."
    if got in {"/", "/index.html", "/index.html/"}:
        return "That is the front page."
    if c := invisible(got):
        return f"It cannot hold the character {code_point(c)}, which cannot be seen in an address."
    if any(p in {"", ".", ".."} for p in parts):
        return "Each part between two slashes needs a name."
    if m := re.search(r"[\\?#]", got):
        return f"It cannot hold the character {m[0]}, which a static site never sees."
    if any(p.startswith(".") for p in (parts[1:] if parts[0] == ".well-known" and len(parts) > 1 else parts)):
        return "What begins with a dot is hidden, and hosts pass over it; only /.well-known/ may."
    if any(len(p.encode()) > MAX_SEGMENT for p in parts) or len(got.encode()) > 4 * MAX_SEGMENT:
        return "It is too long."
    if parts[0] in OWN_FOLDERS:
        return f"What is below /{parts[0]}/ are files, not pages."
    return ""


@kind("web address", ref("url"))
def url(reader: Reader, name: str, value: Value) -> str | None:
    """Read a web address."""
    got = text(reader, name, value)
    if not got:
        return got
    hint = ""
    if not re.match(r"https?://[^\s/]", got, re.IGNORECASE):
        doi = re.match(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)$", got, re.IGNORECASE)
        hint = f"Write it as https://doi.org/{doi[1]}" if doi else "It begins with https:// or http://."
    elif re.search(r"\s", got):
        hint = "It holds a blank: write %20 for it, or move what follows out of the address."
    else:
        try:
            parts = urlsplit(got)
            if not parts.hostname or (parts.port or 0) < 0:
                hint = "It names no host."
        except ValueError:
            hint = "Look at the part between // and the next slash."
    if hint:
        reader.fault(value, f"{name}: '{got[:80]}' is not a web address.", hint, "bad-url")
        return None
    return got


def language_hint(got: str) -> str:
    """Give the tag of a language that is named in English, or nearly so; an empty text where none is meant."""
    from babel import Locale  # only where there is a fault

    tags = {name.casefold(): tag.replace("_", "-") for tag, name in Locale("en").languages.items()}
    named = " ".join(w for w in re.split(r"[^\w]+", got.casefold()) if w != "language").strip()
    tag = tags.get(nearest(named, tags))
    return f"Write '{tag}' (BCP 47)." if tag else ""


@kind("language tag", ref("language"))
def language(reader: Reader, name: str, value: Value) -> str | None:
    """Read a language tag (BCP 47)."""
    got = text(reader, name, value)
    if got and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", got):
        hint = language_hint(got) or "Write it as 'en', 'ru' or 'zh-Hant' (BCP 47)."
        reader.fault(value, f"{name}: '{got[:40]}' is not a language tag.", hint, "bad-language")
        return None
    return got
