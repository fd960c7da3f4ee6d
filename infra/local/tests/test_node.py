"""Which Node is new enough, and what is said where there is none."""

import os
import stat
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from stack import node
from stack.problem import Problem


class Finding(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        path = mock.patch.dict(os.environ, PATH=f"{self.folder}")
        path.start()
        self.addCleanup(path.stop)

    def program(self, name, said):
        path = self.folder / name
        path.write_text(f"#!/bin/sh\necho {said}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    def test_those_that_vite_runs_with_are_enough(self):
        for version in ("v20.19.0", "v20.20.2", "v22.12.0", "v24.1.0", "v100.0.0"):
            self.assertTrue(node.is_enough(version), version)
        for version in ("v20.18.3", "v21.7.0", "v22.11.0", "v18.20.8", ""):
            self.assertFalse(node.is_enough(version), version)

    def test_both_programs_are_found_on_the_path(self):
        program, npm = self.program("node", "v22.12.0"), self.program("npm", "11.0.0")

        self.assertEqual(node.find(), node.Node(program, npm))

    def test_what_is_missing_is_said_in_one_line(self):
        with self.assertRaisesRegex(Problem, "needs Node 20.19 or newer, and node is not on the PATH: install it from"):
            node.find()
        self.program("node", "v18.20.8")
        with self.assertRaisesRegex(Problem, r"needs Node 20.19 or newer, and \S+ is 18.20.8: install it from"):
            node.find()
        self.program("node", "v20.19.0")
        with self.assertRaisesRegex(Problem, "needs npm"):
            node.find()

    def test_nothing_fetches_a_browser(self):
        with mock.patch.dict(os.environ, FORCE_COLOR="1"):
            environment = node.Node("node", "npm").environment(CHROME="/chrome")

        self.assertEqual((environment["PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"], environment["CHROME"]), ("1", "/chrome"))
        self.assertNotIn("FORCE_COLOR", environment)
