"""Widths hold, whatever is painted and however long the ids are."""

import io
import unittest

from stack import table
from stack.deliveries import Delivery
from stack.screen import Screen, begun, cut, ended


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
            for row in (table.header(widths), table.settled(screen, widths, delivery),
                        table.under_way(screen, widths, delivery, "⠋")):
                self.assertLessEqual(len(row), width, f"{width}: {row}")
