"""x"""

import argparse

HELP = "x"
EXAMPLES = ""


def arguments(sub: argparse.ArgumentParser) -> None: ...
def run(a: argparse.Namespace) -> int:
    return 0
