"""A program beside the stack is believed when it says that it listens, and ends with us."""

import sys
import tempfile
import unittest
from pathlib import Path

from stack.companion import Companion
from stack.problem import Problem

WELL = "print('listening on x', flush=True); import sys; sys.stdin.read()"
BROKEN = "import sys; print('error: port taken'); sys.exit(1)"
SHORT = "print('listening on x', flush=True); print('error: gave up', flush=True)"


class Running(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.log = Path(folder.name) / "log"

    def companion(self, program):
        return Companion("the pages", [sys.executable, "-c", program], self.log, "listening")

    def test_its_first_line_says_where(self):
        companion = self.companion(WELL)

        self.assertEqual(companion.first_line(), "listening on x")
        companion.check()
        companion.stop()
        with self.assertRaisesRegex(Problem, "the pages stopped by itself"):
            companion.check()

    def test_why_it_cannot_start_is_said_in_its_own_words(self):
        with self.assertRaisesRegex(Problem, r"the pages cannot start \(port taken\): see "):
            self.companion(BROKEN).first_line()

    def test_why_it_ended_is_said_as_well(self):
        companion = self.companion(SHORT)
        companion.first_line()
        companion._process.wait()

        with self.assertRaisesRegex(Problem, r"the pages stopped by itself \(gave up\)"):
            companion.check()
        companion.stop()
