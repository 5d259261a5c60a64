"""From a planned page to its bytes: templates, filters, feeds, the search index."""
