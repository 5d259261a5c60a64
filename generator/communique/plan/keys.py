"""Keys: digests of all that a page's context can depend on, taken broadly and without making the context."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from communique.archive.story import Story
from communique.model.digest import Digest, digest_bytes, digest_of
from communique.plan.links import Links


class Keys(Links):
    """The measures of what is no story, and the keys of stories and of lists of them."""

    @cached_property
    def basis(self) -> Digest:
        """Of all that pages can show besides stories: profiles, notes, the day, names that are spelled in several ways."""
        entities = [k.entity.digest for of_kind in self.archive.resolver.known.values() for k in of_kind.values() if k.entity]
        notes = [n.digest for n in self.archive.notes]
        spelled = repr(self.archive.spellings).encode()
        days = f"{self.archive.today} {self.archive.as_of}".encode()
        return digest_bytes(days, spelled, str(len(notes)).encode(), *notes, *sorted(entities))

    @cached_property
    def profiles(self) -> Digest:
        """The same, and which of the things that profiles name have a page of their own."""
        named = ("countries", "people", "places", "organisations", "agreements")
        return digest_bytes(self.basis, *("\0".join(self.archive.terms[k]).encode() for k in named))

    @cached_property
    def spoken(self) -> Digest:
        """The same, and every story with statements."""
        return digest_bytes(self.profiles, *(s.key for s in self.archive.stories if s.article.statements))

    @cached_property
    def told_key(self) -> Digest:
        """Of the stories that turns in agreements' lives name."""
        return digest_bytes(*(f"{path}\0{name}\0".encode() + (s.key if s else b"") for (path, name), s in self.told.items()))

    @cached_property
    def cited(self) -> Digest:
        """The same as `profiles`, and every story with sources."""
        return digest_bytes(self.profiles, *(s.key for s in self.archive.stories if s.article.sources))

    def list_key(self, route: str, stories: Sequence[Story], *beside: bytes) -> Digest:
        """Give the key of a page that lists stories, and what else it depends on."""
        return digest_bytes(self.basis, route.encode(), keys_of(stories), *beside)

    def story_key(self, story: Story) -> Digest:
        """Give a story's key, and what its links and its picture mean."""
        a = story.article
        if not (a.links or a.image or a.translation_of):
            return story.key
        original = self.original(a)
        rests_on = [s.key for n in a.record_notes for b in n.basis if b.article and (s := self.basis_story(b.article))]
        return digest_bytes(
            story.key,
            digest_of(self.text_links(a)),
            digest_of(self.image(a)),
            original.key if original else b"",
            *rests_on,
        )


def keys_of(stories: Iterable[Story]) -> bytes:
    """Give the keys of stories end to end; all are of one length."""
    return b"".join([s.key for s in stories])
