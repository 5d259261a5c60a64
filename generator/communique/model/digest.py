"""Digests: short names for contents, equal when and only when the contents are."""

import hashlib

import msgspec

SIZE = 16
"""Bytes in a digest; BLAKE2b at 128 bits (RFC 7693)."""

Digest = bytes


class Digested:
    """A value shared by many pages that carries its own digest, so that it is encoded once and not once a page."""

    __slots__ = ("digest",)
    digest: Digest


def _hook(value: object) -> object:
    if isinstance(value, Digested):
        return value.digest
    raise TypeError(f"a page's context holds a {type(value).__name__}, which is not plain data")


_encoder = msgspec.msgpack.Encoder(enc_hook=_hook, order="sorted")


def digest_bytes(*parts: bytes) -> Digest:
    """Digest byte strings, each told apart from the next by its length (MessagePack's)."""
    return hashlib.blake2b(_encoder.encode(parts), digest_size=SIZE).digest()


def digest_of(value: object) -> Digest:
    """Digest plain data: structs, tuples, dictionaries, texts, numbers, and `Digested` values by their digests.

    Raises TypeError for anything else, so that nothing that cannot be compared slips into a page's context.
    """
    return hashlib.blake2b(_encoder.encode(value), digest_size=SIZE).digest()
