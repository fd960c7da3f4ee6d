//! The requests, and what their errors mean.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError::{
    ConditionalCheckFailedException, TransactionConflictException,
};
use aws_types::SdkConfig;
use profile_core::{
    Change, Commit, LedgerEvent, Person, Settled, State, StoreError, SyncStore, Timestamp, UserId,
    Write, pointer_changes,
};

use crate::error::failed;
use crate::key::Key;
use crate::known::KnownUsers;
use crate::ledger_item;
use crate::transaction;
use crate::update::{Condition, Update};

/// The names of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    /// Accounts, profiles and pointers.
    pub users: String,
    /// The ledger of events.
    pub events: String,
    /// The audit trail.
    pub audit: String,
}

/// The tables on DynamoDB.
///
/// Share one per process: it remembers whom it has met, and needs two requests for an event
/// about them, three for one about anybody else.
#[derive(Debug)]
pub struct DynamoStore {
    pub(crate) client: Client,
    pub(crate) tables: Tables,
    pub(crate) retention: Duration,
    pub(crate) known: KnownUsers,
}

impl DynamoStore {
    /// A store on `tables` whose ledger keeps events for `retention`. Timeouts and retries
    /// are those of `config`.
    #[must_use]
    pub fn new(config: &SdkConfig, tables: Tables, retention: Duration) -> Self {
        Self { client: Client::new(config), tables, retention, known: KnownUsers::default() }
    }

    /// Writes to the ledger alone.
    async fn note(&self, event: &LedgerEvent, note: Update) -> Result<Commit, StoreError> {
        let Condition { text, values } = ledger_item::is_open();
        let request = self
            .client
            .update_item()
            .table_name(&self.tables.events)
            .set_key(Some(Key::event(&event.id).into_attributes()))
            .update_expression(note.text())
            .set_expression_attribute_names(Some(note.names()))
            .set_expression_attribute_values(Some(
                note.values().into_iter().chain(values).collect(),
            ))
            .condition_expression(text);
        match request.send().await {
            Ok(_) => Ok(Commit::Done),
            Err(error) => match error.as_service_error() {
                // Also when the answer to a first attempt got lost, and the SDK made a second.
                Some(ConditionalCheckFailedException(_)) => Ok(Commit::AlreadySettled),
                Some(TransactionConflictException(_)) => Ok(Commit::Outdated),
                _ => Err(failed(error)),
            },
        }
    }
}

impl SyncStore for DynamoStore {
    async fn state(&self, change: &Change) -> Result<State, StoreError> {
        self.read(change).await
    }

    async fn person(&self, id: &UserId) -> Result<Option<Person>, StoreError> {
        self.by_id(id).await
    }

    async fn commit(
        &self,
        write: &Write,
        event: Option<Settled<'_>>,
    ) -> Result<Commit, StoreError> {
        let requests = self.transaction(write, event.as_ref())?;
        // The SDK adds a token that makes its own retries harmless.
        let sent = self.client.transact_write_items().set_transact_items(Some(requests));
        let commit = match sent.send().await {
            Ok(_) => Commit::Done,
            Err(error) => transaction::outcome(error, event.is_some())?,
        };
        let user = &write.after.user;
        if let Some(clerk_id) = &user.clerk_id {
            match commit {
                Commit::Done => self.known.remember(clerk_id, &user.id),
                // Perhaps somebody has the address: the next read must look for them.
                Commit::Outdated if moves_pointers(write) => self.known.forget(clerk_id),
                Commit::Outdated | Commit::AlreadySettled => {}
            }
        }
        Ok(commit)
    }

    async fn settle(&self, settled: Settled<'_>) -> Result<Commit, StoreError> {
        self.note(settled.event, ledger_item::settle(&settled, self.retention)?).await
    }

    async fn fail(
        &self,
        event: &LedgerEvent,
        error: &str,
        at: Timestamp,
    ) -> Result<Commit, StoreError> {
        self.note(event, ledger_item::fail(event, error, at, self.retention)?).await
    }
}

fn moves_pointers(write: &Write) -> bool {
    !pointer_changes(write.before.as_ref(), &write.after).is_empty()
}
