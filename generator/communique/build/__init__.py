"""The one place where all the layers meet: from a site's folder to its finished pages."""
