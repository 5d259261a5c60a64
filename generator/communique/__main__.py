"""`python -m communique`."""

from communique.cli import program

if __name__ == "__main__":
    program()
