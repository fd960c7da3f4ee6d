//! The queue and the dead-letter queue behind it, which all tests share: each touches only
//! messages of its own.

use aws_sdk_sqs::types::Message;
use tokio::sync::Mutex;

use super::stack::{Stack, broken};
use super::wait::{IN_THE_END, until};

/// How long a look hides messages, in seconds: longer than any look takes.
const HIDDEN: i32 = 20;

/// One look at a time: it hides what it sees.
static LOOK: Mutex<()> = Mutex::const_new(());

impl Stack {
    /// Puts a message on the queue past the receiver, and returns the queue's id of it.
    pub(crate) async fn enqueue(&self, body: &str) -> String {
        let url = &self.description.queue_url;
        let sent = self.sqs.send_message().queue_url(url).message_body(body).send().await;
        let sent = sent.unwrap_or_else(|it| broken("queue a message", &it));
        sent.message_id.expect("a message has an id")
    }

    /// Waits until a message with `part` in its body is a dead letter, and leaves it there.
    pub(crate) async fn dead_letter(&self, part: &str) {
        until(&format!("a message with {part} is a dead letter"), IN_THE_END, async || {
            let letters = self.dead_letters().await;
            let is_there = letters.iter().any(|it| it.contains(part));
            if is_there { Ok(()) } else { Err(format!("{} others", letters.len())) }
        })
        .await;
    }

    /// The bodies of all dead letters.
    pub(crate) async fn dead_letters(&self) -> Vec<String> {
        let _look = LOOK.lock().await;
        let letters = self.look().await;
        self.put_back(&letters).await;
        letters.into_iter().filter_map(|it| it.body).collect()
    }

    /// Waits until a message with `part` in its body is a dead letter, and sends it back to
    /// the queue; returns the queue's new id of it.
    pub(crate) async fn redrive(&self, part: &str) -> String {
        let letter = self.take(part).await;
        let id = self.enqueue(letter.body.as_deref().unwrap()).await;
        self.delete(&letter).await;
        id
    }

    /// Waits until a message with `part` in its body is a dead letter, and removes it.
    pub(crate) async fn discard(&self, part: &str) {
        let letter = self.take(part).await;
        self.delete(&letter).await;
    }

    /// The dead letter with `part` in its body, once it is there; hidden from others.
    async fn take(&self, part: &str) -> Message {
        until(&format!("a message with {part} is a dead letter"), IN_THE_END, async || {
            let _look = LOOK.lock().await;
            let (mine, others): (Vec<_>, Vec<_>) = self
                .look()
                .await
                .into_iter()
                .partition(|it| it.body.as_ref().is_some_and(|it| it.contains(part)));
            self.put_back(&others).await;
            assert!(mine.len() < 2, "there is one message with {part}: {mine:?}");
            mine.into_iter().next().ok_or_else(|| format!("{} others", others.len()))
        })
        .await
    }

    async fn look(&self) -> Vec<Message> {
        let mut letters = Vec::new();
        loop {
            let request = self.sqs.receive_message().queue_url(&self.description.dlq_url);
            let request = request.max_number_of_messages(10).visibility_timeout(HIDDEN);
            let page = request.send().await.unwrap_or_else(|it| broken("read dead letters", &it));
            match page.messages {
                Some(messages) if !messages.is_empty() => letters.extend(messages),
                _ => return letters,
            }
        }
    }

    async fn put_back(&self, letters: &[Message]) {
        for letter in letters {
            let request = self.sqs.change_message_visibility().queue_url(&self.description.dlq_url);
            let request = request.set_receipt_handle(letter.receipt_handle.clone());
            let put = request.visibility_timeout(0).send().await;
            put.unwrap_or_else(|it| broken("put a dead letter back", &it));
        }
    }

    async fn delete(&self, letter: &Message) {
        let request = self.sqs.delete_message().queue_url(&self.description.dlq_url);
        let deleted = request.set_receipt_handle(letter.receipt_handle.clone()).send().await;
        deleted.unwrap_or_else(|it| broken("delete a dead letter", &it));
    }
}
