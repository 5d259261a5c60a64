"""What content files say that cannot be, or hardly: dates in the wrong order, an office that nobody held, a claim twice over.

Each module here is about one subject and gives the faults of one document at a time, or of all of them where they must be seen
together. What cannot be is an error; what is unlikely, or was forgotten, is a warning. None asks the clock: a build that finds
nothing today finds nothing tomorrow.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from communique.archive.resolve import Resolver
from communique.archive.soundness import notes
from communique.archive.soundness.agreements import of_agreements
from communique.archive.soundness.dates import of_dates
from communique.archive.soundness.places import of_places
from communique.archive.soundness.relations import of_conferences, of_relations
from communique.archive.soundness.statements import of_statements
from communique.archive.soundness.states import of_states
from communique.model.content import AnyDocument
from communique.model.issue import Issue

Subject = Callable[[Sequence[AnyDocument], Resolver], Iterator[Issue]]
SUBJECTS: tuple[Subject, ...] = (
    notes.faults,
    of_agreements,
    of_conferences,
    of_dates,
    of_places,
    of_relations,
    of_statements,
    of_states,
)


def faults(documents: Iterable[AnyDocument], resolver: Resolver) -> list[Issue]:
    """Give what is wrong with the documents that are shown, subject by subject."""
    shown = tuple(documents)
    return [issue for subject in SUBJECTS for issue in subject(shown, resolver)]
