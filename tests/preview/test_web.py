"""What is put into pages, and who is answered."""

import pytest

from communique.preview.web import decoded, goes_by, injected, script


def test_the_script_goes_to_the_end_of_the_head_or_body_or_text() -> None:
    assert injected(b"<HEAD></HEAD><p></head>", b"+") == b"<HEAD>+</HEAD><p></head>"
    assert injected(b"<body><pre></body></pre></body>", b"+") == b"<body><pre></body></pre>+</body>"
    assert injected(b"<p>Text", b"+") == b"<p>Text+"
    assert injected(b"", b"+") == b"+"


def test_the_script_speaks_to_the_host_that_the_browser_knows() -> None:
    assert b'src="/livereload.js?host=127.0.0.1&amp;port=8000"' in script("127.0.0.1:8000")
    assert b"host=[::1]&amp;port=80" in script("[::1]")
    assert b'src="/livereload.js"' in script('"><script>')


@pytest.mark.parametrize(
    ("name", "host", "known"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("localhost", "127.0.0.1", True),
        ("[::1]", "::1", True),
        ("127.0.0.2", "localhost", True),
        ("evil.example", "127.0.0.1", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("10.0.0.5", "127.0.0.1", False),
        ("desk.example", "0.0.0.0", True),
        ("desk.example", "desk.example", True),
    ],
)
def test_a_local_server_has_local_names(name: str, host: str, known: bool) -> None:
    assert goes_by(name, host) is known


def test_paths_are_decoded_once() -> None:
    assert decoded("/%C3%A9t%C3%A9/") == "/été/"
    assert decoded("/%252e%252e/") == "/%2e%2e/"
    assert decoded("/%ff") is None
