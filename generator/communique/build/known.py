"""What names an archive knows by its files alone, for what asks before anything is built."""

from pathlib import Path
from zoneinfo import ZoneInfo

from communique.archive import disputed
from communique.archive.resolve import Resolver
from communique.model.config import Config
from communique.model.content import Relation
from communique.model.entity import Entity
from communique.model.taxonomy import TAXONOMIES
from communique.source import frontmatter, parse, scan, schema


def known(site: Path, config: Config) -> tuple[Resolver, list[Relation]]:
    """Give all names that profiles have, drafts too, and the texts about pairs. Files that cannot be read are passed over."""
    zone = ZoneInfo(config.timezone)
    entities: list[Entity] = []
    relations: list[Relation] = []
    for folder in (*(t.key for t in TAXONOMIES), "relations"):
        for file in sorted((site / "content" / folder).rglob("*.md")):
            path = file.relative_to(site).as_posix()
            try:
                text = scan.decode(path, file.read_bytes()[: parse.MAX_BYTES])
            except OSError:
                continue
            header = frontmatter.read(path, text) if isinstance(text, str) else None
            document = schema.document(path, header, b"", zone)[0] if isinstance(header, frontmatter.Header) else None
            if isinstance(document, Entity):
                entities.append(document)
            elif isinstance(document, Relation):
                relations.append(document)
    resolver = Resolver(entities, config.language)
    disputed.apply(resolver, config)
    return resolver, relations
