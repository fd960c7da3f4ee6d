"""DynamoDB's items become plain values."""

import unittest
from decimal import Decimal

from stack.items import plain


class Items(unittest.TestCase):
    def test_every_type_loses_its_tag(self):
        item = {"s": {"S": "x"}, "n": {"N": "1.50"}, "none": {"NULL": True}, "yes": {"BOOL": True}, "b": {"B": b"\x00"},
                "l": {"L": [{"S": "a"}, {"N": "2"}]}, "m": {"M": {"k": {"S": "v"}}}, "set": {"SS": ["b", "a"]}}

        self.assertEqual(plain(item), {"s": "x", "n": Decimal("1.50"), "none": None, "yes": True, "b": b"\x00",
                                       "l": ["a", Decimal(2)], "m": {"k": "v"}, "set": ["a", "b"]})
