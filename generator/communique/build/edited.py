"""Which content files were edited since the last build into an output folder that came to its end.

Each reading of the content notes it, since a build that fails and `explain` read files, too, and the next reading finds these
as they are. Nothing depends on it but what a build says of itself.
"""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from communique.model.digest import Digest
from communique.store import Store

_KEY = "edited"


def note(store: Store, before: Mapping[str, Digest], fresh: Iterable[tuple[str, Digest]], gone: Iterable[str]) -> None:
    """Note files that were read anew, each with its digest, and files that are gone; `before` has the digests as they were."""
    told = _told(store)
    as_told = dict(told)
    for path, digest in (*fresh, *((path, b"") for path in gone)):
        if told.setdefault(path, before.get(path, b"")) == digest:
            del told[path]  # as the last build had it
    if told != as_told:
        store.keep_setting(_KEY, msgspec.msgpack.encode(told))


def edits(store: Store, there: Collection[str]) -> dict[str, str]:
    """Give each file that was edited, and whether it is `new`, `changed` or `gone`; `there` are the files as they are."""
    return {p: "gone" if p not in there else "changed" if before else "new" for p, before in sorted(_told(store).items())}


def forget(store: Store) -> None:
    """Begin anew, at the end of a build."""
    if store.setting(_KEY):
        store.keep_setting(_KEY, b"")


def _told(store: Store) -> dict[str, Digest]:
    data = store.setting(_KEY)
    return msgspec.msgpack.decode(data, type=dict[str, bytes]) if data else {}
