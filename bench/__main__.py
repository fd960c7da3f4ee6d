"""Prints what the shipped functions weigh, use and cost: `python3 bench`. README.md beside this says how.

Lends the local stack's Python packages and its way of showing progress from infra/local.
"""

import os
import sys
from pathlib import Path

NEEDED = (3, 11)


def main():
    if sys.version_info < NEEDED:
        sys.exit("error: Python 3.11 or newer is needed: name one with PYTHON=/path/to/python3.11")
    if not sys.platform.startswith("linux"):
        sys.exit("error: the functions are measured as Lambda runs them, on Linux: run this on Linux")

    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "infra" / "local"))
    from stack import environment, problem

    with problem.told_in_one_line():
        python = environment.ensure()
        if not environment.is_active():
            sys.stdout.flush()
            os.execv(python, [python, os.path.dirname(os.path.abspath(__file__)), *sys.argv[1:]])
        from figures import command

        sys.exit(command.run(sys.argv[1:]))


if __name__ == "__main__":
    main()
