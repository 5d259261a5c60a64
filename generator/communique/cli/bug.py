"""What is told where a command fails for no fault of the input: one paragraph, and a file for a report."""

import datetime as dt
import os
import platform
import re
import shlex
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from communique import __version__

STATUS = 70
"""The exit status: EX_SOFTWARE of sysexits.h."""
NAME = "bug.log"


def tell(error: BaseException, argv: Sequence[str], site: Path | None) -> int:
    """Say what happened and what to do, keep what a report needs, and give the exit status."""
    from communique.cli.faults import wrapped
    from communique.cli.terminal import columns

    what = (f"{type(error).__name__}: " if type(error).__name__ != "BugError" else "") + f"{error}".strip().splitlines()[
        0
    ].rstrip(".")
    log = _kept(_report(error, argv), site)
    where = f"What is needed to mend it is in {log}" if log else "What is needed to mend it stands above"
    said = (
        f"communique: {without_secrets(what)}. This is a bug in Communiqué, not in your files"
        f"{', and the site was left as it was' if argv[:1] == ['build'] else ''}. {where}: please send that to those who make "
        "Communiqué, and say what you did before. It holds the command, versions and names of files, and no text of yours "
        "beyond what the message quotes. Until then, it may help to take back the last change, or the file that is named."
    )
    for line in wrapped(said, columns(sys.stderr) or 100):
        print(line, file=sys.stderr)
    return STATUS


def _report(error: BaseException, argv: Sequence[str]) -> str:
    """Give all that a person needs who shall mend it; of a worker, its own traceback, too."""
    lines = [
        f"time      {dt.datetime.now(dt.UTC).isoformat(timespec='seconds')}",
        f"version   communique {__version__}",
        f"python    {sys.version}",
        f"platform  {platform.platform()}",
        f"command   {shlex.join(['communique', *argv])}",
        "",
        "".join(traceback.format_exception(error)),
    ]
    return without_secrets("\n".join(lines))


def without_secrets(text: str) -> str:
    """Take out passwords in addresses, values that are named as secrets, and the way to the person's own folder."""
    text = re.sub(r"(\w+://)[^/\s@'\"]+@", r"\1…@", text)
    text = re.sub(r"(?i)\b(\w*(?:token|secret|password|passwd|api_?key)\w*)(=|: ?)[^\s&'\"]+", r"\1\2…", text)
    home = os.path.expanduser("~")
    return text.replace(home, "~") if len(home) > 1 else text


def _kept(report: str, site: Path | None) -> str:
    """Write a report into our folder of the site, or else that of temporary files; give its place, if it has one."""
    own = site / ".communique" if site else None
    if own and own.is_dir():
        try:
            (own / NAME).write_text(report, "utf-8")
        except OSError:
            pass
        else:
            return str(own / NAME)
    try:
        fd, name = tempfile.mkstemp(prefix="communique-", suffix=".log", text=True)
        with os.fdopen(fd, "w", encoding="utf-8") as f:
            f.write(report)
    except OSError:
        print(report, file=sys.stderr)
        return ""
    return name
