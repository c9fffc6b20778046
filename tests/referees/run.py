"""Runs the tests of one module of this folder: `run.py MODULE REPORT`, and leaves its counts in REPORT as JSON."""

import json
import sys
import unittest


def main(module, report):
    suite = unittest.defaultTestLoader.loadTestsFromName(module)
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(suite)
    bad = {test.id().split(" ")[0]: text for test, text in result.failures + result.errors}
    stats = {
        "passes": result.testsRun - len(bad) - len(result.skipped),
        "failures": len(bad) + len(result.unexpectedSuccesses),
        "pending": len(result.skipped),
    }
    with open(report, "w", encoding="utf-8") as file:
        json.dump({"stats": stats, "failures": bad}, file, ensure_ascii=False)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
