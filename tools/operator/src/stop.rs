//! Being told to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Whether somebody asked to stop.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens for Ctrl-C and for a polite kill. What is under way is finished first, so
    /// that the summary is true.
    #[must_use]
    pub fn on_signals() -> Self {
        let stop = Self::default();
        for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
            // Without a handler, the signal ends the process: that loses nothing either.
            if let Ok(signal) = signal(kind) {
                tokio::spawn(stop.clone().listen(signal));
            }
        }
        stop
    }

    /// Whether to stop.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    async fn listen(self, mut signal: Signal) {
        signal.recv().await;
        self.0.store(true, Ordering::Relaxed);
    }
}
