"""Completion, as real shells ask for it; a shell that is not on this machine is skipped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from communique.cli import COMMANDS
from tests.cli.test_commands import run
from tests.conftest import Site


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Give a PATH on which there is a `communique`."""
    program = tmp_path / "bin/communique"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom communique.cli import program\nprogram()\n")
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


BASH = """
eval "$(communique completion bash)"
COMP_LINE="$1" COMP_POINT=${#1} COMP_TYPE=9
read -ra COMP_WORDS <<<"$1"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_python_argcomplete communique
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(shell: str, line: str, path: str, folder: Path) -> list[str]:
    """Give what a shell offers after a line."""
    if not shutil.which(shell):
        pytest.skip(f"no {shell} on this machine")
    script = {
        "bash": ["bash", "--norc", "-c", BASH, "bash", line],
        "fish": ["fish", "--no-config", "-c", "communique completion fish | source; complete --do-complete $argv[1]", line],
    }[shell]
    done = subprocess.run(script, env={**os.environ, "PATH": path}, cwd=folder, capture_output=True, text=True, check=False)
    return [row.split("\t")[0].strip() for row in done.stdout.splitlines() if row.strip()]


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_a_shell_completes_commands_options_choices_and_addresses(shell: str, small: Site, path: str) -> None:
    small.build(output=small.folder / "public")
    assert set(completed(shell, "communique ", path, small.folder)) >= set(COMMANDS)
    assert completed(shell, "communique bu", path, small.folder) == ["build"]
    assert completed(shell, "communique build --dr", path, small.folder) == ["--drafts"]
    assert completed(shell, "communique check --only so", path, small.folder) == ["sources"]
    assert completed(shell, "communique init --ci g", path, small.folder) == ["github", "gitlab"]
    assert completed(shell, "communique explain /countries/ja", path, small.folder) == ["/countries/japan/"]
    assert completed(shell, "communique explain unknown-cou", path, small.folder) == ["unknown-country"]
    assert completed(shell, "communique schema artic", path, small.folder) == ["article"]
    assert [p.rstrip("/") for p in completed(shell, "communique build --site con", path, small.folder)] == ["content"]


def test_zsh_takes_what_is_printed_for_it(path: str, tmp_path: Path) -> None:
    if not shutil.which("zsh"):
        pytest.skip("no zsh on this machine")
    script = 'autoload -Uz compinit; compinit -u -D; eval "$(communique completion zsh)"; print $_comps[communique]'
    done = subprocess.run(
        ["zsh", "-f", "-c", script], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert "_python_argcomplete" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_for_each_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("completion", shell) == 0
    assert "communique" in capsys.readouterr().out
    assert run("completion", "tcsh") == 2
