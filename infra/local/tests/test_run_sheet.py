"""A run and its drift as a person reads them."""

import gzip
import io
import json
import unittest

from stack import run_sheet, runs
from stack.screen import Screen

RUN = {"runId": "01RUN", "mode": "full", "dryRun": True, "state": "finished", "startedAt": 1000, "finishedAt": 2500,
       "counts": {"compared": 12, "pushesDone": 0}, "note": None}
DRIFT = {"clerkId": "user_1", "userId": "01OURS", "kind": "differs", "ageMs": 7_300_000, "missed": True,
         "repaired": True, "fields": [
    {"field": "email", "ours": "l***@a.com", "clerk": "l***@a.ai"}, {"field": "name", "ours": None, "clerk": "L***"},
    {"field": "roles", "ours": "", "clerk": "CLIENT"}, {"field": "deletedAt", "ours": "5000", "clerk": None}]}


def printed(part, content):
    stream = io.StringIO()
    part(Screen(stream), content)
    return stream.getvalue()


class Sheet(unittest.TestCase):
    def test_a_run_is_named_with_how_it_ended_and_what_it_counted(self):
        text = printed(run_sheet.summary, RUN)

        self.assertIn("Full dry run 01RUN: finished after 1.5 s", text)
        self.assertRegex(text, r"(?m)^    compared +12$")
        self.assertNotIn("pushes done", text, "0 of what nobody asks about")

    def test_a_refused_run_has_no_name_but_a_reason(self):
        busy = {**RUN, "runId": None, "mode": None, "state": "busy", "startedAt": None, "note": "one is at work"}

        self.assertIn("No run: busy\n    one is at work\n", printed(run_sheet.summary, busy))

    def test_a_note_is_said(self):
        self.assertIn("Clerk refuses the key", printed(run_sheet.summary, {**RUN, "note": "Clerk refuses the key"}))

    def test_a_run_that_is_not_over_has_no_duration(self):
        self.assertIn("01RUN: running\n", printed(run_sheet.summary, {**RUN, "state": "running", "finishedAt": None}))

    def test_each_field_has_its_three_counts(self):
        text = printed(run_sheet.fields, {"email": {"missing": 1, "extra": 0, "differing": 20}, "name": {"extra": 3}})

        self.assertRegex(text, r"(?m)^    email +1 +0 +20$")
        self.assertRegex(text, r"(?m)^    name +0 +3 +0$")

    def test_each_user_is_shown_with_both_values_and_the_age(self):
        text = printed(run_sheet.drifts, [DRIFT])

        self.assertIn("user_1  differs, changed 2 h ago, missed, repaired  ours 01OURS", text)
        self.assertIn("email      l***@a.com → l***@a.ai", text)
        self.assertIn("name       nothing → L***", text)
        self.assertIn("roles      nothing → CLIENT", text)
        self.assertRegex(text, r"deletedAt  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.000 → nothing")

    def test_somebody_whom_only_one_side_knows_is_named_by_the_id_there_is(self):
        plain = {**DRIFT, "missed": False, "repaired": False, "ageMs": None, "fields": []}
        newcomer = {**plain, "userId": None, "kind": "unknown"}
        imported = {**plain, "clerkId": None, "kind": "unlinked"}

        self.assertIn("  user_1  unknown\n", printed(run_sheet.drifts, [newcomer]))
        self.assertIn("  01OURS  unlinked\n", printed(run_sheet.drifts, [imported]))


class Report(unittest.TestCase):
    def test_a_stored_page_is_packed_json(self):
        self.assertEqual(runs.unpacked(gzip.compress(json.dumps([DRIFT]).encode())), [DRIFT])
