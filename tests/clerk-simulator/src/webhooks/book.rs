//! What is known about deliveries: how they shall go, which wait, and what came of them.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::attempt::Target;
use super::message::Message;
use super::{Attempt, Delivery, DeliveryMode, DeliveryState, Outcome, ReleaseOrder};

/// How many deliveries may be on their way or held; more are refused, so that an endpoint
/// that is down for long doesn't fill the memory.
const MOST_PENDING: usize = 10_000;

/// How many messages are kept for a replay, and how many attempts are listed.
const MOST_KEPT: usize = 1_000;

/// How deliveries went.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Deliveries {
    /// How they shall go.
    pub mode: DeliveryMode,
    /// How many are on their way, those that wait for a retry included.
    pub pending: usize,
    /// How many are held.
    pub held: usize,
    /// How many were taken, …
    pub taken: u64,
    /// … how many attempts failed, …
    pub failed: u64,
    /// … how many deliveries were given up after the last attempt, …
    pub given_up: u64,
    /// … lost because they should be, …
    pub dropped: u64,
    /// … or refused because too many were pending.
    pub refused: u64,
    /// The latest attempts, oldest first.
    pub attempts: VecDeque<Attempt>,
}

/// Which messages to send again; those that no endpoint has taken when nothing is said.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Replay {
    /// These messages, by their `svix-id`.
    pub message_ids: Option<Vec<String>>,
    /// All that are kept, whether taken or not.
    pub all: bool,
}

/// Whether an attempt may be made.
pub(super) enum Verdict {
    Send { timeout: Duration },
    Drop,
}

#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) targets: Vec<Arc<Target>>,
    mode: DeliveryMode,
    pending: usize,
    held: Vec<Delivery>,
    /// For a replay.
    messages: VecDeque<Arc<Message>>,
    taken_ids: HashSet<String>,
    taken: u64,
    failed: u64,
    given_up: u64,
    dropped: u64,
    refused: u64,
    attempts: VecDeque<Attempt>,
}

impl Book {
    pub(super) const fn mode(&self) -> DeliveryMode {
        self.mode
    }

    /// Sets the mode; returns the held deliveries that now go, in order.
    pub(super) fn set_mode(&mut self, mode: DeliveryMode) -> Vec<Delivery> {
        self.mode = mode;
        match mode.state {
            DeliveryState::Hold => return Vec::new(),
            DeliveryState::Drop => {
                for delivery in std::mem::take(&mut self.held) {
                    let attempt = delivery.dropped(1);
                    self.record(&delivery, attempt);
                }
            }
            DeliveryState::Send => {}
        }
        let mut released = std::mem::take(&mut self.held);
        match mode.release {
            ReleaseOrder::Made => {}
            ReleaseOrder::Reversed => released.reverse(),
            ReleaseOrder::Shuffled => fastrand::shuffle(&mut released),
        }
        self.pending += released.len();
        released
    }

    /// Keeps a new message for a replay; returns its deliveries.
    pub(super) fn keep(&mut self, message: &Arc<Message>) -> Vec<Delivery> {
        if self.messages.len() == MOST_KEPT
            && let Some(oldest) = self.messages.pop_front()
        {
            self.taken_ids.remove(&oldest.id);
        }
        self.messages.push_back(Arc::clone(message));
        let copies = self.mode.copies as usize;
        self.deliveries(message).flat_map(|it| std::iter::repeat_n(it, copies)).collect()
    }

    /// How many messages go again, and their deliveries.
    pub(super) fn replay(&self, replay: &Replay) -> (usize, Vec<Delivery>) {
        let chosen = |it: &Message| match &replay.message_ids {
            Some(ids) => ids.contains(&it.id),
            None => replay.all || !self.taken_ids.contains(&it.id),
        };
        let messages: Vec<_> = self.messages.iter().filter(|it| chosen(it)).collect();
        (messages.len(), messages.into_iter().flat_map(|it| self.deliveries(it)).collect())
    }

    fn deliveries(&self, message: &Arc<Message>) -> impl Iterator<Item = Delivery> {
        let of = |target| Delivery { message: Arc::clone(message), target: Arc::clone(target) };
        self.targets.iter().map(of)
    }

    /// Takes a delivery on; whether it is to go now.
    pub(super) fn accept(&mut self, delivery: &Delivery) -> bool {
        if self.pending + self.held.len() >= MOST_PENDING {
            self.refused += 1;
            return false;
        }
        let is_lost = fastrand::u8(0..100) < self.mode.drop_percent;
        match self.mode.state {
            DeliveryState::Hold => self.held.push(delivery.clone()),
            DeliveryState::Send if !is_lost => {
                self.pending += 1;
                return true;
            }
            DeliveryState::Send | DeliveryState::Drop => {
                let attempt = delivery.dropped(1);
                self.record(delivery, attempt);
            }
        }
        false
    }

    pub(super) fn may_send(&self) -> Verdict {
        match self.mode.state {
            DeliveryState::Drop => Verdict::Drop,
            _ => Verdict::Send { timeout: Duration::from_millis(self.mode.timeout_ms) },
        }
    }

    pub(super) fn record(&mut self, delivery: &Delivery, attempt: Attempt) {
        match attempt.outcome {
            Outcome::Taken => {
                self.taken += 1;
                self.taken_ids.insert(delivery.message.id.clone());
            }
            Outcome::Failed => self.failed += 1,
            Outcome::GivenUp => self.given_up += 1,
            Outcome::Dropped => self.dropped += 1,
        }
        if self.attempts.len() == MOST_KEPT {
            self.attempts.pop_front();
        }
        self.attempts.push_back(attempt);
    }

    /// A delivery is no longer on its way.
    pub(super) fn finish(&mut self) {
        self.pending = self.pending.saturating_sub(1);
    }

    pub(super) const fn is_settled(&self) -> bool {
        self.pending == 0
    }

    pub(super) fn forget(&mut self) {
        self.messages.clear();
        self.taken_ids.clear();
        self.attempts.clear();
        (self.taken, self.failed, self.given_up, self.dropped, self.refused) = (0, 0, 0, 0, 0);
    }

    pub(super) fn show(&self) -> Deliveries {
        Deliveries {
            mode: self.mode,
            pending: self.pending,
            held: self.held.len(),
            taken: self.taken,
            failed: self.failed,
            given_up: self.given_up,
            dropped: self.dropped,
            refused: self.refused,
            attempts: self.attempts.clone(),
        }
    }
}
