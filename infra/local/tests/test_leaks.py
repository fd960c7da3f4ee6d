"""What must never be in a log is found there."""

import unittest

from stack import leaks


class Leaks(unittest.TestCase):
    def test_personal_data_codes_and_secrets_are_found(self):
        log = "to liam@buildappswith.ai: 730519, PLANTED-PRIVATE-METADATA-maya, whsec_c2VjcmV0"
        self.assertEqual(leaks.found(log, ["whsec_c2VjcmV0"]), ["7305…", "PLAN…", "liam…", "whse…"])

    def test_ids_and_outcomes_are_none(self):
        log = '{"svix.id":"msg_sample_user_created_full","user.id":"01JD","outcome":"created"}'
        self.assertEqual(leaks.found(log, ["whsec_c2VjcmV0"]), [])


if __name__ == "__main__":
    unittest.main()
