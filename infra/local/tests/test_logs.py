"""Log lines are read tolerantly."""

import unittest

from stack.logs import parsed


class Parsing(unittest.TestCase):
    def line(self, message):
        return parsed("event-processor", {"message": message, "timestamp": 5000, "logStreamName": "s"})

    def test_a_line_counts_from_when_it_was_written(self):
        line = self.line('{"timestamp":"2026-01-01T00:00:00.250Z","fields":{"message":"event handled","age_ms":7}}')

        self.assertEqual((line.at, line.text("message"), line.number("age_ms")), (1767225600.25, "event handled", 7))

    def test_a_line_without_a_time_of_its_own_counts_from_its_arrival(self):
        self.assertEqual(self.line('{"fields":{}}').at, 5.0)

    def test_anything_else_is_left_out(self):
        for message in ("START RequestId: 1", "[]", "7", '{"fields":"x"}', '{"level":"INFO"}', "{"):
            self.assertIsNone(self.line(message), message)
