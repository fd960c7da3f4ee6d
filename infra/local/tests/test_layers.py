"""Cargo's output is read, and each test counted where it belongs."""

import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

from stack.cargo_tests import Reader, Report
from stack.layers import Layers, property_names

SOURCE = """
#[cfg(test)]
mod tests {
    #[test]
    fn plain() {}
    proptest! {
        #[test]
        fn holds_for_any(text in ".*") { if text.is_empty() { return Ok(()); } }
        #[test]
        fn holds_again(n in 0..9) {}
    }
    fn after() {}
    #[test]
    fn by_hand() { TestRunner::new(config).run(&any, check); }
    fn last() {}
}
"""

OUTPUT = """\
   Compiling profile-core v0.1.0
     Running unittests src/lib.rs (target/debug/deps/profile_core-0123456789abcdef)
test tests::plain ... ok
test tests::holds_for_any ... ok
test contract::memory_keeps_it ... FAILED
     Running unittests src/lib.rs (target/debug/deps/event_processor-0123456789abcdef)
test tests::applies ... ok
test tests::slow ... ignored
     Running e2e/main.rs (target/debug/deps/e2e-0123456789abcdef)
test duplicates ... ok
   Doc-tests profile_core
test lib/core/src/lib.rs - Thing (line 3) ... ok
"""


class Counting(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        checkout = Path(folder.name)
        for path, text in {"functions/event-processor/Cargo.toml": "", "lib/core/src/lib.rs": SOURCE}.items():
            (checkout / path).parent.mkdir(parents=True)
            (checkout / path).write_text(text)
        self.layers = Layers(checkout)

    def test_properties_are_the_tests_that_run_with_many_values(self):
        self.assertEqual(property_names(SOURCE), {"holds_for_any", "holds_again", "by_hand"})

    def test_every_line_of_cargo_is_understood(self):
        report = Report()
        reader = Reader(self.layers, report, SimpleNamespace(detail=""))

        for line in OUTPUT.splitlines():
            reader.read(line)

        self.assertEqual(dict(report.counts), {
            ("unit", "passed"): 1, ("property", "passed"): 1, ("contract", "failed"): 1, ("handler", "passed"): 1,
            ("handler", "ignored"): 1, ("end-to-end", "passed"): 1, ("documentation", "passed"): 1})

    def test_what_failed_stays_to_be_read(self):
        report = Report()
        reader = Reader(self.layers, report, SimpleNamespace(detail=""))

        for line in OUTPUT.splitlines():
            reader.read(line)

        self.assertIn("test contract::memory_keeps_it ... FAILED", report.to_read)
        self.assertNotIn("test tests::plain ... ok", report.to_read)
