"""A named pipe in content/ was told as a fault, and then opened to be searched for titles, for which the build waited for ever."""

import os
from pathlib import Path

from tests.errors.conftest import Site, told


def test_a_named_pipe_does_not_hold_a_build_up(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.article()
    os.mkfifo(tmp_path / "content/pipe")
    assert told(tmp_path) == [
        "content/pipe: is neither a file nor a folder, so that nothing can be read from it. Remove it from the site's folder."
    ]
