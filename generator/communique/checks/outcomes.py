"""What may come of asking an address outside the site."""

OUTCOMES = {
    "there": "answered",
    "moved": "moved for good, and answered at the new address",
    "home": "leading to the front page of their site, so that what was there has gone, it seems",
    "gone": "gone",
    "no-host": "on a host that does not exist",
    "certificate": "with a certificate that browsers refuse",
    "private": "in a private network, and not asked",
    "address": "no web address",
    "circle": "leading round in a circle",
    "failing": "not reached for a week or more",
    "refused": "closed to programs, or behind a log-in",
    "later": "not reached this time",
}
"""What may come of asking, and how it is said after a count."""
LASTING = frozenset({"home", "gone", "no-host", "certificate", "private", "address", "circle", "failing"})
"""What an editor must mend; the rest passes, or is no fault."""
