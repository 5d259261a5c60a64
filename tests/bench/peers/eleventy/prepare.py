"""Give the stories the header that Eleventy wants: a layout, a permalink, and `topics`, as `tags` makes collections."""

import sys
from pathlib import Path

for f in Path(sys.argv[1]).rglob("*.md"):
    year, month = f.parent.parent.name, f.parent.name
    text = f.read_text("utf-8").replace("\ntags: ", "\ntopics: ", 1)
    f.write_text(text.replace("\nslug: ", f"\npermalink: /{year}/{month}/{f.stem}/\nlayout: story.njk\nslug: ", 1), "utf-8")
