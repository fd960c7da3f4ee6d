"""What Vitest and Playwright say is counted, and shown so that it can be mended."""

import sys
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

from stack import playwright, vitest
from stack.places import UI
from stack.ui_reports import Runner


def spec(status, *, errors=(), title="opens"):
    return {"title": title, "file": "demo.spec.ts", "line": 7,
            "tests": [{"status": status, "results": [{"errors": [{"message": it} for it in errors]}]}]}


class Running(unittest.TestCase):
    def run_script(self, script):
        with tempfile.TemporaryDirectory() as folder:
            file, step = Path(folder) / "report.json", SimpleNamespace()
            file.write_text('{"an": "old report"}')
            runner = Runner("Vitest", vitest.LAYER, file, vitest.of, bool)
            return runner.run([sys.executable, "-c", script, str(file)], step, env=None, cwd=folder), step

    def test_the_report_that_it_leaves_is_read(self):
        told = '{"testResults": [{"name": "a", "status": "passed", "assertionResults": [{"status": "passed"}]}]}'
        report, step = self.run_script(f"import sys; print('almost'); open(sys.argv[1], 'w').write('{told}')")

        self.assertTrue(report.succeeded)
        self.assertEqual((step.detail, step.result), ("almost", "1 passed"))

    def test_one_that_fails_and_leaves_no_report_is_shown_with_its_last_lines(self):
        report, _ = self.run_script("print('no such option'); raise SystemExit(1)")

        self.assertFalse(report.succeeded)
        self.assertEqual(report.to_read[:2], ["Vitest failed:", "no such option"])


class Vitest(unittest.TestCase):
    def report(self, status, *tests, message=""):
        return vitest.of({"testResults": [{"name": f"{UI}/react/src/a.test.ts", "status": status, "message": message,
                                           "assertionResults": list(tests)}]})

    def test_every_test_counts_as_it_ended(self):
        report = self.report("passed", {"status": "passed"}, {"status": "passed"}, {"status": "pending"}, {"status": "todo"})

        self.assertTrue(report.succeeded)
        self.assertEqual(dict(report.counts), {("ui unit", "passed"): 2, ("ui unit", "ignored"): 2})

    def test_a_failure_is_shown_with_its_file(self):
        report = self.report("failed", {"status": "failed", "fullName": "form saves",
                                        "failureMessages": ["\x1b[31mexpected 1\x1b[39m\n  at x"]})

        self.assertFalse(report.succeeded)
        self.assertEqual(report.counts["ui unit", "failed"], 1)
        self.assertEqual(report.to_read[:2], ["react/src/a.test.ts: form saves", "expected 1"])

    def test_a_file_that_cannot_be_loaded_has_failed(self):
        report = self.report("failed", message="Cannot find module")

        self.assertEqual(report.counts["ui unit", "failed"], 1)
        self.assertIn("Cannot find module", report.to_read)


class Playwright(unittest.TestCase):
    def report(self, *specs, **more):
        inner = {"title": "the owner", "file": "demo.spec.ts", "specs": list(specs)}
        return playwright.of({"suites": [{"title": "demo.spec.ts", "file": "demo.spec.ts", "suites": [inner]}], **more})

    def test_every_test_counts_as_it_ended(self):
        report = self.report(spec("expected"), spec("skipped"))

        self.assertTrue(report.succeeded)
        self.assertEqual(dict(report.counts), {("browser", "passed"): 1, ("browser", "ignored"): 1})

    def test_a_failure_is_shown_with_its_place_and_without_colours(self):
        report = self.report(spec("unexpected", errors=["\x1b[31mTimeout\x1b[39m\nwaiting"]))

        self.assertFalse(report.succeeded)
        self.assertEqual(report.to_read[:3], ["ui/e2e/demo.spec.ts:7: the owner › opens", "Timeout", "waiting"])

    def test_what_passes_only_at_the_second_try_has_failed(self):
        self.assertFalse(self.report(spec("flaky")).succeeded)

    def test_what_is_no_test_s_fault_fails_as_well(self):
        report = self.report(errors=[{"message": "no tests found"}])

        self.assertEqual((report.counts["browser", "failed"], report.to_read[0]), (1, "no tests found"))
