//! A batch of messages, read and put in order (R6).

use std::collections::BTreeMap;

use aws_lambda_events::sqs::SqsMessage;
use profile_core::{
    Change, ClerkId, Event, EventError, EventId, LedgerEvent, Message, MessageError, Origin,
    PushRequest, Queued, Timestamp, UserId, read_event,
};

/// A message, as far as it can be read.
#[derive(Debug)]
pub(crate) struct Record {
    /// The queue's id of the message.
    pub(crate) message_id: String,
    /// What the ledger keeps of it.
    pub(crate) event: LedgerEvent,
    /// What it asks of us, or why that can't be told.
    pub(crate) request: Result<Request, Unreadable>,
}

/// What a readable event asks of us.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) change: Option<Change>,
    pub(crate) origin: Origin,
}

/// Why a message can't be applied, now or ever.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error(transparent)]
    Message(#[from] MessageError),
    #[error(transparent)]
    Event(#[from] EventError),
}

/// A message that asks for a push.
#[derive(Debug)]
pub(crate) struct Push {
    /// The queue's id of the message.
    pub(crate) message_id: String,
    /// Whose fields.
    pub(crate) user_id: UserId,
}

/// A batch, read.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// The events: those of one user in the order in which Clerk changed the user, each of
    /// the others by itself. Groups are independent.
    pub(crate) groups: Vec<Vec<Record>>,
    /// The pushes, which are independent as well: each tells what the record says by then.
    pub(crate) pushes: Vec<Push>,
}

/// Reads the messages and puts them in order.
pub(crate) fn read(messages: Vec<SqsMessage>, instance_id: Option<&str>, now: Timestamp) -> Batch {
    let mut of_users: BTreeMap<ClerkId, Vec<Record>> = BTreeMap::new();
    let mut batch = Batch::default();
    for message in messages {
        let message_id = message.message_id.unwrap_or_default();
        let body = message.body.unwrap_or_default();
        let record = match Queued::from_json(&body) {
            Ok(Queued::Push(PushRequest { user_id })) => {
                batch.pushes.push(Push { message_id, user_id });
                continue;
            }
            Ok(Queued::Event(message)) => read_message(message_id, message, instance_id),
            Err(error) => unreadable(message_id, body, error, now),
        };
        match record.event.clerk_id.clone() {
            Some(clerk_id) => of_users.entry(clerk_id).or_default().push(record),
            None => batch.groups.push(vec![record]),
        }
    }
    for mut records in of_users.into_values() {
        records.sort_by_key(Record::place);
        batch.groups.push(records);
    }
    batch
}

impl Record {
    /// Its place among the events of its user.
    fn place(&self) -> (Option<Timestamp>, Timestamp, EventId) {
        let change = self.request.as_ref().ok().and_then(|it| it.change.as_ref());
        (change.map(Change::at), self.event.received_at, self.event.id.clone())
    }
}

fn read_message(message_id: String, message: Message, instance_id: Option<&str>) -> Record {
    let event = read_event(&message.payload, message.received_at);
    let event = event.and_then(|it| it.check_instance(instance_id).map(|()| it));
    let Message { event_id: id, received_at, payload } = message;
    let (event_type, clerk_id, request) = match event {
        Ok(Event { event_type, instance_id: _, origin, change }) => {
            let clerk_id = change.as_ref().map(|it| it.clerk_id().clone());
            (Some(event_type), clerk_id, Ok(Request { change, origin }))
        }
        Err(error) => (error.event_type().map(str::to_owned), None, Err(error.into())),
    };
    let event = LedgerEvent { id, event_type, clerk_id, payload, received_at };
    Record { message_id, event, request }
}

/// A message that none of our functions wrote: it has no event's id, so the ledger knows it
/// by the queue's, which the dead-letter queue shows as well.
fn unreadable(message_id: String, body: String, error: MessageError, now: Timestamp) -> Record {
    let id = EventId::parse(format!("sqs_{message_id}"));
    let id = id.unwrap_or_else(|_| EventId::nameless());
    let event =
        LedgerEvent { id, event_type: None, clerk_id: None, payload: body, received_at: now };
    Record { message_id, event, request: Err(error.into()) }
}
