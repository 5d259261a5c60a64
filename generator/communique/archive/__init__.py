"""From documents to an archive: names resolved, stories filed, threads tied. Pure: nothing is read or written here."""
