"""`make dev` has the demo and the console where it can, and goes on without them where it can't."""

import contextlib
import tempfile
import unittest
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from stack import node, site, ui_build
from stack.places import State
from stack.problem import Problem

PAGES = """#!/bin/sh
echo '{"demoUrl":"http://localhost:1/","consoleUrl":"http://localhost:2/"}'
cat > /dev/null
"""


@dataclass(frozen=True)
class Description:
    """What of the real one matters here."""

    demoUrl: str = ""

    def with_site(self, demo_url, console_url):
        return replace(self, demoUrl=demo_url)

    def write(self, state):
        state.description.write_text(self.demoUrl)


@dataclass(frozen=True)
class Running:
    description: Description = Description()
    site: object = None


class Progress:
    def __init__(self):
        self.notes = []

    def note(self, text):
        self.notes.append(text)

    @contextlib.contextmanager
    def step(self, _name):
        yield SimpleNamespace(detail="", result="")


class Beside(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.state = State(Path(folder.name))
        self.progress = Progress()

    def node(self, script):
        path = Path(self.state.folder) / "node"
        path.write_text(script)
        path.chmod(0o755)
        return node.Node(str(path), "npm")

    def test_the_stack_is_described_with_its_pages_while_they_are_served(self):
        building = ui_build.Building(self.node(PAGES))

        with site.wanted(building, Running(), self.state, self.progress) as running:
            self.assertEqual(self.state.description.read_text(), "http://localhost:1/")
            running.site.check()
        with self.assertRaisesRegex(Problem, "stopped by itself"):
            running.site.check()

    def test_without_node_it_goes_on_and_says_why(self):
        with mock.patch.object(node, "find", side_effect=Problem("Node is needed")), ui_build.begun(True) as building:
            with site.wanted(building, Running(), self.state, self.progress) as running:
                self.assertIsNone(running.site)

        self.assertEqual(self.progress.notes, ["without the demo and the console: Node is needed"])

    def test_whoever_wants_no_pages_gets_none(self):
        with ui_build.begun(False) as building, site.wanted(building, Running(), self.state, self.progress) as running:
            self.assertIsNone(running.site)

        self.assertIn("NO_UI is set", self.progress.notes[0])

    def test_a_build_that_fails_is_told_and_does_not_stop_the_stack(self):
        child = SimpleNamespace(stdout=["  … built, 2 s\n", "error: ui/demo cannot be built\n"], wait=lambda: 1)
        building = ui_build.Building(self.node(PAGES), child)

        with site.wanted(building, Running(), self.state, self.progress) as running:
            self.assertIsNone(running.site)

        self.assertEqual(self.progress.notes, ["without the demo and the console: ui/demo cannot be built"])
