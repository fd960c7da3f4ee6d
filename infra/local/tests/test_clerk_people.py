"""Whom the Clerk simulator knows at its start."""

import json
import unittest

from stack import clerk_people, samples
from stack.samples import Sample


def sample(kind, outcome="updated", in_demo=True, **data):
    body = json.dumps({"type": kind, "data": data}).encode()
    return Sample("x.json", "msg_1", "", body, 202, outcome, in_demo)


def created(id, updated_at, **more):
    return sample("user.created", id=id, updated_at=updated_at, **more)


class People(unittest.TestCase):
    def test_each_is_as_the_latest_event_has_them_whenever_it_came(self):
        sent = [created("a", 2, name="new"), created("b", 1), created("a", 1, name="old")]

        self.assertEqual([(it["id"], it.get("name")) for it in clerk_people.known(sent)], [("a", "new"), ("b", None)])

    def test_who_was_deleted_is_gone_even_if_events_followed(self):
        sent = [created("a", 1), sample("user.deleted", "deleted", id="a"), created("a", 9)]

        self.assertEqual(clerk_people.known(sent), [])

    def test_what_is_refused_or_not_sent_by_make_dev_or_about_no_user_tells_nothing(self):
        sent = [sample("user.created", "failed", id="a", updated_at=1),
                sample("user.created", None, id="b", updated_at=1),
                sample("user.created", "created", False, id="c", updated_at=1),
                sample("session.created", "signed_in", id="d", updated_at=1)]

        self.assertEqual(clerk_people.known(sent), [])

    def test_the_samples_leave_those_that_their_stories_leave(self):
        people = {it["id"]: it for it in clerk_people.known()}
        liam = people["user_2LiamReportedCasegPIMocxkN6"]
        primary = [it for it in liam["email_addresses"] if it["id"] == liam["primary_email_address_id"]]

        self.assertEqual([it["email_address"] for it in primary], ["liam@buildappswith.ai"])
        self.assertFalse({"user_2HanaKimx0BZyZXV8rW4LTJzhvZ", "user_2InesDuarteYznsoGPjAhCcYQne"} & set(people))
        self.assertEqual({it["id"] for it in clerk_people.seed("sk_test_x")["users"]}, set(people))

    def test_nobody_of_another_instance_is_known(self):
        foreign = {json.loads(it.body)["data"]["id"] for it in samples.read_all() if "foreign-instance" in it.file}

        self.assertTrue(foreign)
        self.assertFalse(foreign & {it["id"] for it in clerk_people.known()})
