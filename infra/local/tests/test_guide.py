"""What a person is told of a running stack."""

import io
import json
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

from stack import guide
from stack.description import Description
from stack.places import State
from stack.screen import Screen

PLAIN = Description(
    apiUrl="http://127.0.0.1:52529/_aws/execute-api/5c2df7b0/$default", awsEndpoint="http://127.0.0.1:52529",
    region="us-east-1", webhookSecrets=["whsec_x"], clerkUrl="http://127.0.0.1:40809",
    clerkAdminUrl="http://127.0.0.1:40809/_simulator", clerkIssuer="http://127.0.0.1:40809", clerkSecretKey="sk_test_x",
    queueUrl="q", dlqUrl="d", tables={}, functions={})
SERVED = PLAIN.with_site("http://localhost:5173/", "http://localhost:5174/")


class Guide(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.state = State(Path(folder.name))

    def lines(self, description):
        return guide.lines(SimpleNamespace(description=description), self.state, Screen(io.StringIO()))

    def test_what_can_be_opened_comes_first(self):
        self.assertEqual([line.split() for line in self.lines(SERVED)[:3]],
                         [["Open", "in", "a", "browser"], ["Demo", "http://localhost:5173/"],
                          ["Console", "http://localhost:5174/"]])

    def test_nothing_is_offered_that_is_not_there(self):
        self.assertNotIn("browser", "\n".join(self.lines(PLAIN)))

    def test_the_file_names_the_pages_only_while_they_are_served(self):
        for description, has in ((PLAIN, False), (SERVED, True)):
            description.write(self.state)
            self.assertEqual("demoUrl" in json.loads(self.state.description.read_text()), has)
            self.assertEqual(Description.read(self.state), description)
