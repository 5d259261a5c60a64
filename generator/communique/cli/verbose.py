"""What `--verbose` adds: the folders and settings used, each file made and why, seconds by stage. It all goes to stderr."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from communique.build.outdated import REASONS
from communique.build.result import BuildResult
from communique.cli.report import detail, plural
from communique.source import settings

MOST = 200
"""Files named for one reason."""
LONGEST = 60
"""Characters of a setting that are shown."""


def folders(site: Path, output: Path | None = None) -> None:
    """Print the folders, and the settings that are not as they are by themselves; the command tells of faults in them."""
    site = site.resolve()
    detail(f"Site: {site}")
    if output:
        detail(f"Output: {output.absolute()}")
    config, _ = settings.load(site)
    if config:
        given = ", ".join(_set(config, ""))
        detail(f"Settings in {settings.FILE}: {given}")
    own = {name: sum(1 for f in (site / name).rglob("*") if f.is_file()) for name in ("templates", "static")}
    if any(own.values()):
        detail("Of the site's own, put before the shipped: " + ", ".join(f"{n:,} in {name}/" for name, n in own.items() if n))


def _set(struct: msgspec.Struct, section: str) -> list[str]:
    """Give the settings that differ from their defaults."""
    found = []
    for f in msgspec.structs.fields(struct):
        value = getattr(struct, f.name)
        if isinstance(value, msgspec.Struct):
            found += _set(value, f"{section}{f.name}.")
        elif isinstance(value, dict):
            found += [f'{section}{f.name}."{key}"' for key in value]
        elif f.required or value != f.default:
            written = str(value).lower() if isinstance(value, bool) else repr(value)
            found.append(f"{section}{f.name} = {written[:LONGEST]}{'…' if len(written) > LONGEST else ''}")
    return found


def made(result: BuildResult) -> None:
    """Print each file that was made, by why it was, and those removed."""
    by_reason: dict[str, list[str]] = {}
    for path, reason in sorted(result.made.items()):
        by_reason.setdefault(reason, []).append(path)
    for reason, paths in by_reason.items():
        detail(f"Made because {REASONS[reason]}: {plural(len(paths), 'file')}")
        _list(paths)
    if result.removed:
        detail(f"Removed, since the site has them no longer: {plural(len(result.removed), 'file')}")
        _list(result.removed)


def _list(paths: list[str]) -> None:
    for path in paths[:MOST]:
        detail(f"  {path}")
    if len(paths) > MOST:
        detail(f"  … and {len(paths) - MOST:,} more")


def seconds(by_stage: Mapping[str, float]) -> None:
    """Print the seconds of each stage."""
    if by_stage:
        detail("Seconds: " + ", ".join(f"{stage} {took:.2f}" for stage, took in by_stage.items() if stage))
