"""Signatures agree with Svix's own."""

import unittest

from stack import signing


class Signing(unittest.TestCase):
    def test_a_known_delivery_gets_the_known_signature(self):
        body = b'{"event_type":"ping","data":{"success":true}}'

        made = signing.signature("whsec_plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf", 1731705121, body)

        self.assertEqual(made, "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=")

    def test_new_secrets_have_the_dashboards_form_and_differ(self):
        first, second = signing.new_secret(), signing.new_secret()

        self.assertNotEqual(first, second)
        self.assertRegex(first, r"^whsec_[A-Za-z0-9+/]{32}$")
