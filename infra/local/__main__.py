"""The local stack's one entry: `python3 infra/local <command>`.

Runs first under the machine's Python, with nothing but the standard library, to set up the
checkout's own environment; then again inside it. It must therefore parse under any Python 3.
"""

import os
import sys

NEEDED = (3, 11)


def main():
    if sys.version_info < NEEDED:
        have = "%d.%d" % sys.version_info[:2]
        sys.exit("error: Python 3.11 or newer is needed, and %s is %s: install it, or name "
                 "another with PYTHON=/path/to/python3.11" % (sys.executable, have))

    from stack import environment, problem

    with problem.told_in_one_line():
        python = environment.ensure()
        if not environment.is_active():
            sys.stdout.flush()
            os.execv(python, [python, os.path.dirname(os.path.abspath(__file__)), *sys.argv[1:]])

        from stack import commands

        sys.exit(commands.run(sys.argv[1:]))


if __name__ == "__main__":
    main()
