//! One request: what is known of it beforehand, and what its log line is to say afterwards.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use profile_core::{Origin, UserId};
use profile_gateway::Arrival;

/// One request. Clones are of the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visit(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    request_id: String,
    origin: Origin,
    trace: Option<String>,
    notes: Mutex<Notes>,
}

/// What is noted on the way.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Who asked.
    pub(crate) user_id: Option<UserId>,
    /// Why it was refused, more closely than the problem's name says.
    pub(crate) reason: Option<&'static str>,
    /// What is to be counted besides: a metric, and by which reason.
    pub(crate) counts: Vec<(&'static str, Option<&'static str>)>,
}

impl Visit {
    /// A request that has just come.
    pub(crate) fn new(arrival: Arrival) -> Self {
        let Arrival { request_id, source_ip, user_agent, trace } = arrival;
        let origin = Origin { client_ip: source_ip, user_agent };
        Self(Arc::new(Inner { request_id, origin, trace, notes: Mutex::default() }))
    }

    /// API Gateway's id of the request: in the answer, in the log, and in the trail of what it
    /// changes.
    pub(crate) fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// Where it comes from.
    pub(crate) fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// The tracing header that belongs to it.
    pub(crate) fn trace(&self) -> Option<&str> {
        self.0.trace.as_deref()
    }

    /// Notes who asks.
    pub(crate) fn came_from(&self, user_id: &UserId) {
        self.notes().user_id = Some(user_id.clone());
    }

    /// Notes why it is refused.
    pub(crate) fn refused_for(&self, reason: &'static str) {
        self.notes().reason = Some(reason);
    }

    /// Counts something once, by a reason if there are several.
    pub(crate) fn count(&self, metric: &'static str, reason: Option<&'static str>) {
        self.notes().counts.push((metric, reason));
    }

    /// Takes what was noted.
    pub(crate) fn take_notes(&self) -> Notes {
        std::mem::take(&mut self.notes())
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.0.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
