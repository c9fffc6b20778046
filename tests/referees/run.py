"""Runs the tests of one module of this folder: `run.py MODULE REPORT`, and leaves what came of each in REPORT."""

import json
import sys
import unittest


class Result(unittest.TextTestResult):
    """Also keeps the names of the tests that passed."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.passed = []

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed.append(test.id())


def main(module, report):
    suite = unittest.defaultTestLoader.loadTestsFromName(module)
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stdout, resultclass=Result).run(suite)
    bad = result.failures + result.errors + result.skipped
    failed = {test.id(): text for test, text in bad}
    with open(report, "w", encoding="utf-8") as file:
        json.dump({"passed": result.passed, "failed": failed}, file)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
