"""An editor that speaks the Language Server Protocol, as far as tests need one.

python -m tests.cli.language FILE.md     shows what `communique lsp` says of a file, and completes where | stands in it
"""

import itertools
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

from communique.preview.headers import read, write


class Editor:
    """Starts `communique lsp` for a site and talks to it."""

    def __init__(self, site: Path, server: Path) -> None:
        command = [sys.executable, "-m", "communique", "lsp", "--site", str(site), "--server", f"{server} --stdio"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._numbers = itertools.count(1)
        self._faults: dict[str, list[dict[str, Any]]] = {}
        self.site = site
        completion = {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": False}}
        able = {"textDocument": {"completion": completion}, "workspace": {"configuration": True}}
        answer = self._ask("initialize", {"processId": None, "rootUri": site.as_uri(), "capabilities": able})
        self.offered: dict[str, Any] = answer["capabilities"]
        self._tell("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ask("shutdown", None)
        self._tell("exit", None)
        self._process.communicate(timeout=20)

    def _say(self, message: dict[str, Any]) -> None:
        write(self._process.stdin, {"jsonrpc": "2.0", **{k: v for k, v in message.items() if v is not None}})

    def _tell(self, method: str, params: Any) -> None:
        self._say({"method": method, "params": params})

    def _hear(self) -> dict[str, Any]:
        message = read(self._process.stdout)
        assert message is not None, "the server has ended"
        assert "id" not in message or "method" not in message, "the filter answers what the server asks"
        if message.get("method") == "textDocument/publishDiagnostics":
            self._faults[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def _ask(self, method: str, params: Any) -> Any:
        number = next(self._numbers)
        self._say({"id": number, "method": method, "params": params})
        while (message := self._hear()).get("id") != number:
            pass
        assert "error" not in message, message
        return message["result"]

    def faults(self, path: str, text: str) -> list[str]:
        """Open a file, or give it another text; give what is wrong with it, as `line:column: message`."""
        uri = (self.site / path).as_uri()
        known = self._faults.pop(uri, None) is not None
        if known:
            change = {"textDocument": {"uri": uri, "version": next(self._numbers)}, "contentChanges": [{"text": text}]}
            self._tell("textDocument/didChange", change)
        else:
            opened = {"uri": uri, "languageId": "markdown", "version": 0, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": opened})
        while uri not in self._faults:
            self._hear()
        found = [(d["range"]["start"], d["message"]) for d in self._faults[uri]]
        return [f"{at['line'] + 1}:{at['character'] + 1}: {message}" for at, message in found]

    def save(self, path: str) -> None:
        """Tell that a file was saved."""
        self._tell("textDocument/didSave", {"textDocument": {"uri": (self.site / path).as_uri()}})

    def complete(self, path: str, text: str) -> dict[str, str]:
        """Complete where | stands; give each proposal with what is said of it."""
        before, _, after = text.partition("|")
        self.faults(path, before + after)
        at = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        got = self._ask("textDocument/completion", {"textDocument": {"uri": (self.site / path).as_uri()}, "position": at})
        items = got["items"] if isinstance(got, dict) else got or []
        return {i["label"]: _plain(i.get("documentation", "")) for i in items}


def _plain(documentation: Any) -> str:
    return documentation["value"] if isinstance(documentation, dict) else documentation


def installed() -> Path | None:
    """Give the server that `server.sh` has brought, or the person's own."""
    import shutil

    own = Path(__file__).parent / ".server" / "node_modules" / ".bin"
    found = shutil.which("yaml-language-server", path=str(own)) or shutil.which("yaml-language-server")
    return Path(found) if found else None


if __name__ == "__main__":
    file = Path(sys.argv[1]).resolve()
    site = next(p for p in file.parents if (p / "site.toml").is_file())
    server = installed()
    assert server, "yaml-language-server is not installed: sh tests/cli/server.sh"
    with Editor(site, server) as editor:
        shown = file.read_text("utf-8")
        print("\n".join(editor.faults(file.relative_to(site).as_posix(), shown.replace("|", "", 1))) or "nothing is wrong")
        if "|" in shown:
            for label, words in editor.complete(file.relative_to(site).as_posix(), shown).items():
                print(f"  {label:24} {words}")
