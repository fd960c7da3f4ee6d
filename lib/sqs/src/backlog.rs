//! How much is on the queues.

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::QueueAttributeName::{
    self, ApproximateNumberOfMessages as Waiting, ApproximateNumberOfMessagesDelayed as Delayed,
    ApproximateNumberOfMessagesNotVisible as InFlight,
};
use aws_types::SdkConfig;
use futures_util::future::try_join;
use profile_core::{Backlog, QueueDepth, QueueError};

/// The event queue and its dead-letter queue, by their addresses.
#[derive(Clone, Debug)]
pub struct SqsBacklog {
    client: Client,
    queue: String,
    dead_letters: String,
}

impl SqsBacklog {
    /// The queue at `queue`, and the one at `dead_letters` that takes what failed every try.
    #[must_use]
    pub fn new(config: &SdkConfig, queue: String, dead_letters: String) -> Self {
        Self { client: Client::new(config), queue, dead_letters }
    }

    /// How many messages of each kind a queue has, in the kinds' order.
    async fn counts<const N: usize>(
        &self,
        url: &str,
        kinds: [QueueAttributeName; N],
    ) -> Result<[u64; N], QueueError> {
        let request = self.client.get_queue_attributes().queue_url(url);
        let request = request.set_attribute_names(Some(kinds.to_vec()));
        let answer = request.send().await.map_err(|it| QueueError(it.into()))?;
        let counts = answer.attributes.unwrap_or_default();
        let mut numbers = [0; N];
        for (number, kind) in numbers.iter_mut().zip(&kinds) {
            let count = counts.get(kind).and_then(|it| it.parse().ok());
            *number = count.ok_or_else(|| QueueError("the queue did not say how much".into()))?;
        }
        Ok(numbers)
    }
}

impl Backlog for SqsBacklog {
    /// One request of each queue, side by side.
    async fn depth(&self) -> Result<QueueDepth, QueueError> {
        let queue = self.counts(&self.queue, [Waiting, InFlight, Delayed]);
        // Who looks at a dead letter has it in flight for a while: it is there all the same.
        let dead = self.counts(&self.dead_letters, [Waiting, InFlight, Delayed]);
        let ([waiting, in_flight, delayed], dead) = try_join(queue, dead).await?;
        Ok(QueueDepth { waiting, in_flight, delayed, dead_letters: dead.iter().sum() })
    }
}
