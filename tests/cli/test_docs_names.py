"""docs/names.md: its examples build, and it tells every fault that its part of the program can find."""

import re

import pytest

from tests.conftest import REPOSITORY, SETTINGS, Site

TEXT = (REPOSITORY / "docs/names.md").read_text("utf-8")
SOURCES = ("archive/soundness/places.py", "archive/soundness/spans.py", "archive/disputed.py", "plan/places.py")


@pytest.mark.filterwarnings("error")
def test_its_examples_build(site: Site) -> None:
    place, *settings = re.findall(r"```(?:yaml|toml)\n(.*?)```", TEXT, re.DOTALL)
    path, header = re.fullmatch(r"# (\S+)\n(.*)", place, re.DOTALL).groups()
    site.write(path, f"---\n{header}---\n")
    site.write(
        "content/places/kurils.md",
        "---\nname: Kuril Islands\nnames: [{text: 千島列島, lang: ja, latin: Chishima rettō}]\n---\n",
    )
    site.write("content/places/northern.md", "---\nname: Northern Territories\n---\n")
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\n## Names\n\nText.\n")
    policy, disputed = settings
    site.write("site.toml", f"{policy}{SETTINGS}\n{disputed}")
    site.article("2019/01/a", places="[Kunashiri]", countries="[Formosa, Japan]", tags="Russia, Chishima retto")
    result = site.build()
    assert [str(i) for i in result.issues] == []
    story = site.read("2019/01/a/index.html")
    assert "Kunashiri (here: " in story and "Formosa (here: " in story and "<small>standing in dispute</small>" in story
    assert "Tagged in the source:" in story and "places/kuril-islands/index.html" in story
    assert "places/kunashir/" in site.read("places/kunashiri-to/index.html")
    card = site.read("countries/taiwan/index.html")
    assert "The name of the island, for the government" in card and "about/index.html#names" in card


def test_it_tells_every_fault() -> None:
    code = "".join((REPOSITORY / "generator/communique" / name).read_text("utf-8") for name in SOURCES)
    codes = set(re.findall(r'(?:code=|"warning", )"([a-z-]+)"', code)) | {"bad-script", "ends-before-begins"}
    assert codes == set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", TEXT[TEXT.index("## What is told") :]))
