//! The rules of profile-sync, and the ports through which they reach the world.
//!
//! Everything that is decided is decided here: how Clerk's events are read ([`read_event`]),
//! what they make of a record ([`decide()`]), how a record and its trail are kept
//! consistent ([`Sync`], [`AuditEntry`]), who may do what ([`Operation`]), and what of a
//! profile can be changed to what ([`BuilderPatch`], [`edit()`]).
//!
//! **Invariant:** this crate names no AWS type, does no I/O and reads no clock. Time, the
//! tables, the queue, Clerk and secrets come in through [`Clock`], [`SyncStore`],
//! [`Roster`], [`RunStore`], [`People`], [`Ledger`], [`RunHistory`], [`RunStarter`],
//! [`EventQueue`], [`Backlog`], [`UserDirectory`], [`UserListing`], [`MetadataWriter`], [`SigningKeys`] and
//! [`SecretSource`]. Rules are numbered R1 to R27 as in `ARCHITECTURE.md`.

pub mod audit;
mod chain;
mod change;
mod clerk;
mod clock;
mod comparison;
#[cfg(feature = "test-util")]
pub mod contract;
mod decide;
mod decimal;
mod diff;
mod directory;
mod edit;
mod editing;
mod email;
mod event;
mod id;
mod listing;
mod mapping;
mod mask;
#[cfg(feature = "test-util")]
pub mod memory;
mod message;
mod outcome;
mod owned;
mod patch;
mod payload_mask;
mod permission;
mod pointer;
mod profile;
mod push;
mod queue;
mod reading;
mod reconcile;
mod role;
mod roster;
mod secret;
mod signing_keys;
mod store;
mod sync;
mod time;
mod user;
mod visible;

pub use audit::{AuditEntry, verify_chain};
pub use chain::Chain;
pub use change::{Change, Origin, Snapshot};
pub use clerk::{ClerkEmail, ClerkUser, NamedRoles, PublicMetadata, Verification};
pub use clock::Clock;
pub use comparison::{ClerkAnswer, ComparedField, Comparison};
pub use decide::{Context, Decision, State, Write, decide};
pub use decimal::{Decimal, InvalidDecimal};
pub use directory::{Cursor, DirectoryError, MetadataWriter, Page, UserDirectory, UserListing};
pub use edit::{Edit, EditRefused, edit};
pub use editing::{EditError, Edited, Editing, Precondition};
pub use email::{EmailAddress, EmailKey};
pub use event::{Event, EventError, read_event};
pub use id::{ClerkId, EventId, InvalidId, UserId};
pub use listing::{ListingFilter, ListingPlace};
pub use message::{Accepted, Message, MessageError, NotAnEvent, PushRequest, Queued};
pub use outcome::{EventStatus, Outcome};
pub use owned::{OwnedField, owned_metadata};
pub use patch::{
    BuilderPatch, ClientPatch, Fault, FaultKind, is_slug, limits, read_roles, read_run, read_tier,
};
pub use payload_mask::masked_payload;
pub use permission::{Operation, Permissions, Standing, Viewer};
pub use pointer::{Pointer, PointerChange, pointer_changes};
pub use profile::{BuilderProfile, ClientProfile, PortfolioItem, ValidationTier};
pub use push::{PushError, Pushed};
pub use queue::{Backlog, EventQueue, QueueDepth, QueueError};
pub use reading::{
    DriftPage, EventPage, EventPlace, EventQuery, EventSummary, InvalidPlace, LARGEST_LIST, Ledger,
    Listed, People, Place, Placed, RunHistory, RunPage, RunPlace, RunSummary, StoredEvent,
};
pub use reconcile::{
    Checkpoint, Counts, Drift, Ended, FieldCounts, Kind, LARGEST_PAGE, Lease, Mode, ReconcileError,
    Reconciler, Request, Run, RunId, RunStarter, RunState, RunStore, Save, Saved, Stage,
    StartError,
};
pub use role::{Role, Roles};
pub use roster::{Found, Linked, Pending, Roster};
pub use secret::{SecretError, SecretSource};
pub use signing_keys::SigningKeys;
pub use store::{Commit, LedgerEvent, Settled, StoreError, SyncStore};
pub use sync::{Applied, Sync, SyncError};
pub use time::Timestamp;
pub use user::{PendingPush, Person, Status, User, Version};

/// An error of an adapter, carried as a cause.
pub type BoxError = Box<dyn std::error::Error + Send + std::marker::Sync>;
