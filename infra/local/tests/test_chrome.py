"""Which browser is taken."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from stack import chrome
from stack.problem import Problem


class Finding(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def browser(self, name):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o755)
        return str(path)

    def find(self, named=""):
        with mock.patch.dict(os.environ, PATH=str(self.folder), CHROME=named), mock.patch("sys.platform", "linux"):
            return chrome.find()

    def test_the_one_that_is_named_is_taken(self):
        self.browser("chromium")
        mine = self.browser("mine")

        self.assertEqual(self.find(mine), mine)

    def test_one_that_is_named_and_not_there_is_refused(self):
        with self.assertRaisesRegex(Problem, "CHROME=/nowhere/chrome is no program"):
            self.find("/nowhere/chrome")

    def test_chromium_comes_before_the_others(self):
        self.assertIsNone(self.find())
        edge = self.browser("microsoft-edge")
        self.assertEqual(self.find(), edge)
        chromium = self.browser("chromium")
        self.assertEqual(self.find(), chromium)

    def test_macos_keeps_them_elsewhere(self):
        path = self.browser("Google Chrome.app/Contents/MacOS/Google Chrome")

        self.assertEqual(chrome._of_macos([self.folder]), path)

    def test_without_one_and_without_root_a_line_says_what_to_do(self):
        with (mock.patch.object(chrome, "find", return_value=None), mock.patch.object(chrome, "_as_root", return_value=None),
              self.assertRaisesRegex(Problem, "no Chrome, Chromium or Edge: install Chrome or Chromium, or name one")):
            chrome.ensure(None)
