"""The UI is installed and built again when that changes anything, and only then."""

import json
import tempfile
import unittest
from pathlib import Path

from stack import ui_build, ui_packages

VITE = {"version": "8.0.0", "integrity": "sha512-a", "resolved": "https://registry.npmjs.org/vite"}
OF_ANOTHER_MACHINE = {"version": "1.0.0", "integrity": "sha512-b", "optional": True}
LINK = {"resolved": "demo", "link": True}


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.ui = Path(folder.name)

    def write(self, path, text):
        (self.ui / path).parent.mkdir(parents=True, exist_ok=True)
        (self.ui / path).write_text(text)


class Installing(Folder):
    def are_installed(self, wanted, installed):
        self.write("package-lock.json", json.dumps({"packages": {"": {}, "demo": {"name": "demo"}, **wanted}}))
        self.write("node_modules/.package-lock.json", json.dumps({"packages": {"demo": {"name": "old"}, **installed}}))
        return ui_packages.are_installed(self.ui)

    def test_what_is_listed_is_installed(self):
        wanted = {"node_modules/vite": VITE, "node_modules/other": OF_ANOTHER_MACHINE, "node_modules/demo": LINK}

        self.assertTrue(self.are_installed(wanted, {"node_modules/vite": {**VITE, "ideallyInert": True},
                                                    "node_modules/demo": LINK}))

    def test_anything_else_is_not_what_is_listed(self):
        wanted = {"node_modules/vite": VITE}
        for installed in ({}, {"node_modules/vite": {**VITE, "version": "7.0.0"}},
                          {"node_modules/vite": {**VITE, "integrity": "sha512-c"}},
                          {"node_modules/vite": VITE, "demo/node_modules/left": VITE}):
            self.assertFalse(self.are_installed(wanted, installed), installed)

    def test_nothing_is_installed_at_first(self):
        self.assertFalse(ui_packages.are_installed(self.ui))

    def test_npm_is_quoted_with_a_sentence(self):
        said = ["npm error code ENOTFOUND", "npm error errno ENOTFOUND", "npm error network request to x failed",
                "npm error more"]

        self.assertEqual(ui_packages.reason(said), "network request to x failed")
        self.assertEqual(ui_packages.reason(["killed"]), "no reason given")


class Building(Folder):
    def setUp(self):
        super().setUp()
        for path in ("react/src/index.ts", "demo/src/main.tsx", "demo/dist/index.html", "package-lock.json"):
            self.write(path, path)
        self.built = self.ui / "built"
        self.remember()

    def remember(self):
        ui_build.remember(ui_build.digest_of_sources(self.ui), self.ui, self.built)

    def is_current(self):
        return ui_build.is_current(self.ui, self.built)

    def test_what_was_built_is_current(self):
        self.assertTrue(self.is_current())

    def test_a_source_that_changes_appears_or_goes_asks_for_another_build(self):
        for change in (lambda: self.write("demo/src/main.tsx", "other"), lambda: self.write("simulator/src/new.ts", ""),
                       lambda: (self.ui / "react/src/index.ts").unlink()):
            change()
            self.assertFalse(self.is_current())
            self.remember()

    def test_a_source_that_changes_during_a_build_asks_for_another(self):
        before = ui_build.digest_of_sources(self.ui)
        self.write("demo/src/main.tsx", "other")
        ui_build.remember(before, self.ui, self.built)

        self.assertFalse(self.is_current())

    def test_what_is_served_must_be_what_was_built(self):
        self.write("demo/dist/index.html", "by hand")

        self.assertFalse(self.is_current())

    def test_tests_and_packages_ask_for_nothing(self):
        self.write("demo/src/main.test.tsx", "")
        self.write("demo/node_modules/x/index.js", "")

        self.assertTrue(self.is_current())
