"""Which port is taken, and what is said when it can't be."""

import socket
import tempfile
import unittest
from pathlib import Path

from stack import port
from stack.places import State
from stack.problem import Problem


class Choosing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.state = State(Path(folder.name))

    def test_without_a_wish_any_free_port_will_do(self):
        self.assertGreater(port.choose(self.state, "", keep=False), 0)

    def test_what_is_no_port_is_refused(self):
        for wish in ("abc", "0", "65536", "-1"):
            with self.assertRaisesRegex(Problem, f"PORT={wish} is no port"):
                port.choose(self.state, wish, keep=False)

    def test_a_taken_port_is_named(self):
        with socket.socket() as taken:
            taken.bind((port.HOST, 0))
            taken.listen()
            number = taken.getsockname()[1]

            with self.assertRaisesRegex(Problem, f"port {number} is taken"):
                port.choose(self.state, str(number), keep=False)

    def test_kept_data_keeps_its_port(self):
        first = port.choose(self.state, "", keep=True)

        self.assertEqual(port.choose(self.state, "", keep=True), first)
        with self.assertRaisesRegex(Problem, f"belongs to port {first}"):
            port.choose(self.state, str(first % 60000 + 1), keep=True)
