"""`communique explain`."""

import argparse
import os
from pathlib import Path

from communique.cli import faults, site_argument
from communique.cli.build import as_of_faults, base_url, day, moment, output_of
from communique.cli.report import complain
from communique.model.issue import did_you_mean

HELP = "say what a fault's code means, or why a page was rendered last and whether it would be rendered now"
EXAMPLES = """examples:
  communique explain unknown-country
  communique explain /countries/japan/
  communique explain /feed.xml --output /srv/www
  communique explain /countries/japan/ --as-of 1960-01-01"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    site_argument(sub)
    about = "a fault's code, such as unknown-country, or a page's address inside the site, such as /countries/japan/"
    sub.add_argument("what", metavar="CODE|ROUTE", help=about)
    sub.add_argument(
        "--output", type=Path, metavar="DIR", help="the folder of the built site (default: public/, or as-of-DATE/)"
    )
    sub.add_argument("--base-url", type=base_url, metavar="URL", help="as in the build that is asked about")
    sub.add_argument("--drafts", action="store_true", help="as in the build that is asked about")
    sub.add_argument("--now", type=moment, metavar="TIME", help="as in the build that is asked about")
    sub.add_argument("--as-of", type=day, metavar="DATE", help="as in the build that is asked about")


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from communique.build.load import load
    from communique.build.options import TOO_EARLY, Options
    from communique.build.outdated import REASONS, Suspect
    from communique.build.run import store_path
    from communique.build.write import wanted_files
    from communique.source import settings
    from communique.store import Store

    if page := faults.page(a.what):
        print(page)
        return 0
    if "/" not in a.what and (hint := did_you_mean(a.what, faults.codes())):
        complain(f"no fault has the code '{a.what}'. {hint} A page's address has a slash.")
        return 2
    if as_of_faults(a):
        return 2
    site = a.site.resolve()
    output = Path(os.path.abspath(output_of(a)))
    if not (site / "site.toml").is_file():
        faults.show(settings.load(site)[1], a.site)
        return 1
    with Store(store_path(site, output)) as store:
        loaded = load(site, store, Options(base_url=a.base_url or "", drafts=a.drafts, now=a.now, as_of=a.as_of or ""))
        if loaded.plan is None:
            faults.show(loaded.issues, a.site)
            return 2 if any(i.code == TOO_EARLY for i in loaded.issues) else 1
        wants, _ = wanted_files(site, loaded, store)
        route = "/" + a.what.lstrip("/")
        found = next((w for w in wants if w.item.route in {route, route + "/", route.removesuffix("index.html")}), None)
        if found is None:
            hint = did_you_mean(route, [w.item.route for w in wants])
            complain(f"the site has no page at {route}. {hint}".rstrip())
            return 2
        trace = store.traces().get(found.path)
        try:
            s = os.stat(output / found.path)
            stat: tuple[int, int] | None = (s.st_size, s.st_mtime_ns)
        except OSError:
            stat = None
        print(f"{found.item.route}  ({getattr(found.item, 'kind', 'copy')}, {output / found.path})")
        origin = getattr(found.item, "origin", "")
        if origin:
            print(f"  comes from {origin}")
        template = getattr(found.item, "template", "")
        if template:
            print(f"  is made with templates/{template}")
        if trace and trace.reason:
            print(f"  was made last because {REASONS[trace.reason]}.")
        why = Suspect(found, trace, stat).reason(found.item.digest)
        print(f"  would be made now because {REASONS[why]}." if why else "  is as it should be: a build would leave it.")
    return 0
