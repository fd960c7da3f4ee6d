//! The adapter against a server that answers in SQS's place.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stand_in;

use profile_core::{Backlog, QueueDepth, QueueError};
use profile_sqs::SqsBacklog;

use crate::stand_in::StandIn;

const QUEUE: &str = "http://sqs.example.com/000000000000/events";
const DEAD_LETTERS: &str = "http://sqs.example.com/000000000000/events-dlq";

fn counts(waiting: u64, in_flight: u64, delayed: u64) -> String {
    format!(
        r#"{{"Attributes":{{"ApproximateNumberOfMessages":"{waiting}",
        "ApproximateNumberOfMessagesNotVisible":"{in_flight}",
        "ApproximateNumberOfMessagesDelayed":"{delayed}"}}}}"#
    )
}

async fn depth(sqs: &StandIn) -> Result<QueueDepth, QueueError> {
    SqsBacklog::new(&sqs.config(), QUEUE.to_owned(), DEAD_LETTERS.to_owned()).depth().await
}

#[tokio::test]
async fn both_queues_are_asked_for_their_counts_and_nothing_else() {
    let sqs = StandIn::answering(|body| {
        let is_dead = body.contains("events-dlq");
        ("200 OK", if is_dead { counts(4, 1, 0) } else { counts(7, 2, 3) })
    })
    .await;

    let depth = depth(&sqs).await.unwrap();

    let expected = QueueDepth { waiting: 7, in_flight: 2, delayed: 3, dead_letters: 5 };
    assert_eq!(depth, expected, "a dead letter that somebody looks at is still there");
    let received = sqs.received();
    assert_eq!(received.len(), 2);
    for (head, body) in received {
        assert!(head.contains("x-amz-target: AmazonSQS.GetQueueAttributes"), "{head}");
        assert_eq!(body.matches("ApproximateNumberOf").count(), 3, "{body}");
    }
}

#[tokio::test]
async fn a_queue_that_refuses_or_does_not_say_is_an_error_with_its_cause() {
    let refused = StandIn::answering(|_| ("403 Forbidden", "{}".to_owned())).await;
    let silent = StandIn::answering(|_| ("200 OK", r#"{"Attributes":{}}"#.to_owned())).await;

    for sqs in [refused, silent] {
        let error = depth(&sqs).await.unwrap_err();

        assert_eq!(error.to_string(), "queue is unavailable");
        assert!(std::error::Error::source(&error).is_some());
    }
}
