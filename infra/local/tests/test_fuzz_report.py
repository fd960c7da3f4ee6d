"""What Schemathesis says is counted, and shown so that it can be repeated."""

import json
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

from stack import fuzz_report
from stack.fuzz_callers import CALLERS

DESCRIPTION = SimpleNamespace(apiUrl="http://127.0.0.1:1/_aws/execute-api/a/$default")
SAID = f"""\
Schemathesis v4
=================================== FAILURES ===================================
_________________________________ GET /v1/me __________________________________
1. Test Case ID: MyQpTr

- ST101 Server error

Reproduce with:

    curl -X GET -H 'Authorization: [Filtered]' '{DESCRIPTION.apiUrl}/v1/me?a=b'

    st replay MyQpTr

=================================== SUMMARY ====================================
Seed: 7
"""


def counted(*failed, refused=(), exit_code=0):
    return {"operations": {"tested": 19}, "seed": 7, "exit_code": exit_code, "warnings": {"missing_auth": list(refused)},
            "failures": [{"operations": [it]} for it in failed]}


class Reading(unittest.TestCase):
    def report(self, **by_caller):
        """Of callers with nothing to tell, but for those that are given."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for caller in CALLERS:
                (folder / f"{caller.name}.txt").write_text(SAID)
                if (told := by_caller.get(caller.name, counted())) is not None:
                    (folder / f"{caller.name}.json").write_text(json.dumps(told))
            return fuzz_report.of(folder, DESCRIPTION)

    def test_an_operation_as_one_caller_is_one_test(self):
        report = self.report()

        self.assertTrue(report.succeeded)
        self.assertEqual(dict(report.counts), {("api fuzz", "passed"): 57})
        self.assertEqual(report.to_read, [])

    def test_an_operation_fails_once_whatever_was_found(self):
        report = self.report(admin=counted("GET /v1/me", "GET /v1/me", "GET /v1/builders", exit_code=1))

        self.assertFalse(report.succeeded)
        self.assertEqual(dict(report.counts), {("api fuzz", "passed"): 55, ("api fuzz", "failed"): 2})

    def test_a_finding_comes_with_the_line_that_repeats_it(self):
        report = self.report(builder=counted("GET /v1/me", exit_code=1))

        self.assertIn("""    curl -X GET -H "authorization: Bearer $TOKEN" "$API"'/v1/me?a=b'""", report.to_read)
        self.assertIn("seed 7", report.to_read[0])
        self.assertNotIn("st replay", "\n".join(report.to_read))

    def test_what_was_not_tested_has_failed(self):
        for told in (None, {"operations": None}, counted(exit_code=1), counted(refused=["GET /v1/me"])):
            report = self.report(admin=told)
            self.assertFalse(report.succeeded, told)
            self.assertEqual(report.counts["api fuzz", "failed"], 1, told)
            self.assertTrue(report.to_read, told)


if __name__ == "__main__":
    unittest.main()
