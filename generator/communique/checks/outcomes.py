"""What may come of asking an address outside the site."""

OUTCOMES = {
    "there": "answered",
    "moved": "answered at another address, to which they were led for good",
    "home": "led to the front page of their site, so that what was there has gone, it seems",
    "gone": "are gone",
    "no-host": "name a host that does not exist",
    "certificate": "have a certificate that browsers refuse",
    "private": "lie in a private network, and were not asked",
    "address": "are no addresses",
    "circle": "lead round in a circle",
    "failing": "have not been reached for a week or more",
    "refused": "do not answer programs, or ask for a log-in",
    "later": "were not reached this time",
}
"""What may come of asking, and how it is said of several."""
LASTING = frozenset({"home", "gone", "no-host", "certificate", "private", "address", "circle", "failing"})
"""What an editor must mend; the rest passes, or is no fault."""
