"""Widths hold, whatever is painted and however long the ids are."""

import io
import unittest

from stack import table
from stack.deliveries import Delivery
from stack.logs import Line
from stack.screen import Screen, begun, cut, ended

RUN = Line("reconciler", 5.0, {"message": "run finished", "run.mode": "Incremental", "run.id": "01" + "x" * 24,
                               "compared": 1_000_000, "drifted": 12_000, "repaired": 12_000, "note": "z" * 300})


class Cutting(unittest.TestCase):
    def test_colours_count_for_nothing(self):
        self.assertEqual(cut("\x1b[31mabcdef\x1b[0m", 3), "\x1b[31mabc\x1b[0m")

    def test_texts_are_cut_at_either_end_and_filled_up(self):
        self.assertEqual((ended("abcdef", 4), begun("abcdef", 4), ended("ab", 4)), ("abc…", "…def", "ab  "))


class Table(unittest.TestCase):
    def test_every_row_fits_its_terminal(self):
        screen = Screen(io.StringIO())
        delivery = Delivery("msg_" + "x" * 40, 0.0, "organizationInvitation.accepted", "user_" + "y" * 30,
                            outcome="superseded", note="z" * 300, settled_at=5.0)

        for width in (79, 90, 99, 119, 140, 200, 300):
            widths = table.Widths.fitting(width)
            rows = (table.header(widths), table.settled(screen, widths, delivery),
                    table.under_way(screen, widths, delivery, "⠋"), table.run(screen, widths, RUN))
            for row in rows:
                self.assertLessEqual(len(row), width, f"{width}: {row}")

    def test_a_run_says_in_its_row_what_it_came_to(self):
        endings = {"12000 rep": {}, "12000 differ": {"repaired": 0}, "no drift": {"repaired": 0, "drifted": 0},
                   "stopped": {"message": "run stopped"}, "continues": {"message": "run continues later"}}
        for words, fields in endings.items():
            line = Line("reconciler", 5.0, {**RUN.fields, **fields})
            self.assertIn(words[:10], table.run(Screen(io.StringIO()), table.Widths(), line))
