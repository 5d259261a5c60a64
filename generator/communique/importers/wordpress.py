"""WordPress's own export (WXR): posts and pages, with what is left of their pictures' addresses."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from communique.importers.item import ImportFaultError, Item, local_pictures, moment
from communique.importers.markup import markdown, with_paragraphs

_CAPTION = re.compile(r"\[(caption|wp_caption)\b[^\]]*\](.*?)\[/\1\]", re.DOTALL)
_SHORTCODE = re.compile(r"\[/?([a-z][a-z0-9_-]*)(?:\s[^\]]*)?/?\](?!\()")
_BLOCK = re.compile(r"<!--\s*/?wp:[^>]*-->")


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Item | ImportFaultError]:  # noqa: ARG001 - as every reader
    """Read an export. What is in the bin is left out, and said. Raises ImportFaultError where there is no post in it."""
    from lxml import etree

    publisher, count, faults = "", 0, 0
    # an export is made by putting strings together, and is often no XML; of such a file as much is read as can be
    events = etree.iterparse(str(path), events=("end",), recover=True, resolve_entities=False, huge_tree=True, no_network=True)
    for _event, element in events:
        name = etree.QName(element).localname
        if name == "title" and element.getparent() is not None and etree.QName(element.getparent()).localname == "channel":
            publisher = publisher or (element.text or "").strip()
        if name == "item":
            fields = _fields(element)
            element.clear()
            while element.getprevious() is not None:  # ten thousand of them are not kept
                del element.getparent()[0]
            if fields["post_type"] in {"post", "page"} and fields["status"] not in {"trash", "auto-draft", "inherit"}:
                count += 1
                item = _item(path, fields, publisher)
                for fault in list(events.error_log)[faults:][:1]:
                    item.said.append(f"the export is no well-formed XML in line {fault.line}: something may be missing here")
                faults = len(events.error_log)
                yield item
    if not count:
        raise ImportFaultError(path, "holds no post.", "Make it with Tools → Export → All content.")


def _fields(element: Any) -> dict[str, Any]:
    """Give what an item of the export has: each element's text, and of those that are many, lists."""
    from lxml import etree

    got: dict[str, Any] = {"post_type": "post", "status": "publish", "names": [], "meta": {}, "comments": 0}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        q = etree.QName(child)
        text = (child.text or "").strip("\r\n")
        if q.localname == "encoded":
            got["content" if "content" in (q.namespace or "") else "excerpt"] = text
        elif q.localname == "category":
            got["names"].append(text.strip())
        elif q.localname == "comment":
            got["comments"] += 1
        elif q.localname == "postmeta":
            parts = {etree.QName(c).localname: c.text or "" for c in child if isinstance(c.tag, str)}
            if not parts.get("meta_key", "_").startswith("_"):
                got["meta"][parts["meta_key"]] = parts.get("meta_value", "")
        else:
            got[q.localname] = text.strip()
    return got


def _item(path: Path, f: dict[str, Any], publisher: str) -> Item:
    said = []
    html = _BLOCK.sub("", f.get("content", ""))
    html = _CAPTION.sub(lambda m: m[2], html)
    html = html.replace("<!--more-->", "").replace("<!--nextpage-->", "")
    codes = Counter(m[1] for m in _SHORTCODE.finditer(html))
    said += [f"the text holds the shortcode [{code}], which nothing here understands" for code in sorted(codes)]
    body, left_out = markdown(with_paragraphs(html))
    said += left_out
    if f["comments"]:
        said.append(f"left out {f['comments']} comments" if f["comments"] > 1 else "left out a comment")
    if f["status"] == "private":
        said.append("it was private")
    if f.get("post_password"):
        said.append("it had a password")
    link = f.get("link", "")
    address = urlsplit(link).path
    title = " ".join(markdown(f.get("title", ""))[0].split())
    if not title:
        title = "Untitled"
        said.append("it has no title")
    date = next((d for d in map(_moment, (f.get("post_date_gmt"), f.get("post_date"), f.get("pubDate"))) if d), "")
    it = Item(
        origin=path.name,
        key=f.get("guid") or f.get("post_id") or link or title,
        title=title,
        body=body,
        date=f"{date}+00:00" if date and date == _moment(f.get("post_date_gmt")) else date,
        summary=" ".join(markdown(f.get("excerpt", ""))[0].split()),
        slug=f.get("post_name", ""),
        names=tuple(dict.fromkeys(n for n in f["names"] if n and n != "Uncategorized")),
        aliases=(address,) if len(address) > 1 and "?" not in link else (),
        unplaced={**({"author": f["creator"]} if f.get("creator") else {}), **{k: v for k, v in f["meta"].items() if v}},
        said=said,
    )
    if link:
        it.sources = [{"publisher": publisher, "title": title, "url": link}]
    local_pictures(it, path.parent, path.parent)
    return it


def _moment(text: str | None) -> str:
    return "" if not text or text.startswith("0000") else moment(text)
