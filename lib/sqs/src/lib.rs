//! The event queue on Amazon SQS, and the queue of what failed every try.

mod backlog;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::{MessageSystemAttributeNameForSends, MessageSystemAttributeValue};
use aws_types::SdkConfig;
use profile_core::{EventQueue, QueueError};

pub use backlog::SqsBacklog;

/// A queue, by its address.
#[derive(Clone, Debug)]
pub struct SqsQueue {
    client: Client,
    url: String,
}

impl SqsQueue {
    /// The queue at `url`.
    #[must_use]
    pub fn new(config: &SdkConfig, url: String) -> Self {
        Self { client: Client::new(config), url }
    }
}

impl EventQueue for SqsQueue {
    async fn enqueue(&self, body: String, trace: Option<&str>) -> Result<(), QueueError> {
        let mut request = self.client.send_message().queue_url(&self.url).message_body(body);
        if let Some(trace) = trace {
            let header = MessageSystemAttributeValue::builder()
                .data_type("String")
                .string_value(trace)
                .build()
                .map_err(|it| QueueError(it.into()))?;
            let name = MessageSystemAttributeNameForSends::AwsTraceHeader;
            request = request.message_system_attributes(name, header);
        }
        request.send().await.map(|_| ()).map_err(|it| QueueError(it.into()))
    }
}
