"""Which log line ends which delivery."""

import unittest

from stack.deliveries import Deliveries, Delivery
from stack.logs import Line
from stack.samples import Sample


def answered(svix_id, status, at=1.0, **fields):
    return Line("webhook-receiver", at, {"message": "webhook answered", "svix.id": svix_id, "status": status, **fields})


def handled(svix_id, outcome, at=2.0, **fields):
    return Line("event-processor", at, {"message": "event handled", "svix.id": svix_id, "outcome": outcome, **fields})


def failed(svix_id, at=2.0):
    return Line("event-processor", at, {"message": "event failed", "svix.id": svix_id, "error": "no data.id"})


def sample(outcome, status=202):
    return Sample("x.json", "msg_1", "", b"{}", status, outcome, True)


class ReadingTheLog(unittest.TestCase):
    def setUp(self):
        self.deliveries = Deliveries()

    def sent(self, svix_id="msg_1", of=None):
        delivery = Delivery(svix_id, 0.5, sample=of)
        self.deliveries.sent(delivery)
        return delivery

    def test_an_accepted_delivery_ends_with_the_processors_line(self):
        delivery = self.sent()

        self.assertIsNone(self.deliveries.read(answered("msg_1", 202)))
        self.assertIs(self.deliveries.read(handled("msg_1", "created", **{"clerk.id": "user_1"})), delivery)
        self.assertEqual((delivery.outcome, delivery.user, delivery.latency_ms), ("created", "user_1", 1500))

    def test_the_processor_may_be_heard_of_first(self):
        delivery = self.sent()

        self.assertIs(self.deliveries.read(handled("msg_1", "created")), delivery)

    def test_a_refused_delivery_ends_with_the_answer(self):
        delivery = self.sent()

        self.assertIs(self.deliveries.read(answered("msg_1", 401, reason="wrong signature")), delivery)
        self.assertEqual((delivery.outcome, delivery.note), ("401", "wrong signature"))

    def test_what_is_never_queued_ends_with_the_answer(self):
        delivery = self.sent(of=sample(outcome=None))

        self.assertIs(self.deliveries.read(answered("msg_1", 202, queued=False)), delivery)
        self.assertEqual(delivery.surprise, "")

    def test_deliveries_of_one_id_end_in_the_order_they_were_sent(self):
        first, second = self.sent(), self.sent()

        self.assertIs(self.deliveries.read(handled("msg_1", "created")), first)
        self.assertIs(self.deliveries.read(handled("msg_1", "duplicate")), second)

    def test_what_others_send_is_shown_too(self):
        self.assertIsNone(self.deliveries.read(answered("msg_2", 202, at=1.0)))
        self.assertEqual(self.deliveries.read(handled("msg_2", "updated", at=1.25)).latency_ms, 250)

    def test_each_later_try_is_shown_and_has_no_latency_of_ours(self):
        self.sent()

        self.assertEqual(self.deliveries.read(failed("msg_1")).note, "no data.id")
        self.assertIsNone(self.deliveries.read(failed("msg_1", at=4.0)).latency_ms)

    def test_another_outcome_than_expected_is_a_surprise(self):
        delivery = self.sent(of=sample(outcome="created"))

        self.deliveries.read(handled("msg_1", "updated"))

        self.assertEqual(delivery.surprise, "created")

    def test_what_is_never_heard_of_is_given_up(self):
        delivery = self.sent()

        self.assertEqual(self.deliveries.give_up(sent_before=0.4, now=9), [])
        self.assertEqual(self.deliveries.give_up(sent_before=0.6, now=9), [delivery])
        self.assertEqual(delivery.outcome, "no outcome")

    def test_lines_without_the_usual_fields_break_nothing(self):
        for fields in ({}, {"message": "event handled"}, {"message": "webhook answered", "status": None}):
            self.deliveries.read(Line("x", 1.0, fields))
