"""``python3 -m tests``: prepare the environment, then run every check, or those that are asked for."""

import sys

from app import oldest_python

if __name__ == "__main__":
    oldest_python.check("tests")
    from app import bootstrap
    from tests.runner import options

    wanted = options.parse(sys.argv[1:])
    bootstrap.enter("tests", bootstrap.TEST_LOCK)
    if wanted.bench is not None:
        from tests import bench

        sys.exit(bench.run(wanted.bench, wanted.passed_on))
    from tests.runner import run

    sys.exit(run.run(wanted))
