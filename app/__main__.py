"""``python3 -m app``: prepare the environment, then do what was asked; without a command, serve."""

import sys

from app import oldest_python


def _command():
    from app.cli import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    oldest_python.check("app")
    from app import bootstrap, faults

    bootstrap.enter("app", bootstrap.RUN_LOCK)
    sys.exit(faults.guarded(_command))
