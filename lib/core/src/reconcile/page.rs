//! One page of Clerk's users: compared with our records, and repaired.

use std::collections::HashMap;

use futures_util::StreamExt;
use futures_util::stream;

use super::drift::{Drift, Verdict, compare, of_newcomer};
use super::{ReconcileError, Reconciler, RunStore, Work};
use crate::audit::Cause;
use crate::{
    Change, ClerkId, ClerkUser, Clock, Linked, MetadataWriter, Page, Roster, Snapshot, StoreError,
    SyncError, SyncStore, User, UserListing,
};

/// Repairs under way at once.
const AT_ONCE: usize = 8;

/// Somebody about whom something is to be done.
struct Repair {
    snapshot: Snapshot,
    /// `None` for somebody who is only missing from the roster: nothing of theirs differs.
    drift: Option<Drift>,
}

impl<S, D, C> Reconciler<'_, S, D, C>
where
    S: SyncStore + Roster + RunStore,
    D: UserListing + MetadataWriter,
    C: Clock,
{
    /// Our accounts of a page's users. `linked` are those of ours whom the roster already
    /// told of.
    pub(super) async fn accounts(
        &self,
        page: &Page,
        linked: &[Linked],
    ) -> Result<Vec<User>, StoreError> {
        if page.users.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = page.users.iter().map(|it| it.id.clone()).collect();
        self.store.accounts(&ids, linked).await
    }

    /// Compares a page with our accounts of its users, repairs what differs unless the run is
    /// a dry one, and counts.
    pub(super) async fn repair_page(
        &self,
        work: &mut Work,
        page: Page,
        accounts: Vec<User>,
    ) -> Result<(), ReconcileError> {
        let Page { users, unreadable, last: _ } = page;
        let (listed, unreadable) = (users.len() as u64, unreadable as u64);
        let cause = Cause::Run(work.run.id.to_string());
        let dry_run = work.run.request.dry_run;
        let repairs = stream::iter(self.repairs(users, accounts));
        let results: Vec<_> =
            repairs.map(|it| self.repair(it, dry_run, &cause)).buffered(AT_ONCE).collect().await;
        // What was repaired is reported even if the page has to be compared again.
        let mut outcome = Ok(());
        for result in results {
            match result {
                Ok(drift) => drift.into_iter().for_each(|it| work.found(it)),
                Err(error) => outcome = Err(error),
            }
        }
        outcome?;
        work.run.counts.compared += listed;
        work.run.counts.unreadable += unreadable;
        Ok(())
    }

    fn repairs(&self, users: Vec<ClerkUser>, accounts: Vec<User>) -> Vec<Repair> {
        let with_id = |it: User| it.clerk_id.clone().map(|id| (id, it));
        let accounts: HashMap<ClerkId, User> = accounts.into_iter().filter_map(with_id).collect();
        let repair = |user: ClerkUser| self.to_repair(accounts.get(&user.id), user);
        users.into_iter().filter_map(repair).collect()
    }

    /// What is to be done about `user`, of whom we have `account`.
    fn to_repair(&self, account: Option<&User>, user: ClerkUser) -> Option<Repair> {
        let now = self.clock.now();
        let at = user.place(now);
        let fields = match account.map(|it| compare(it, &user, at, now)) {
            Some(Verdict::Same) => return None,
            Some(Verdict::NotOnRoster) => None,
            Some(Verdict::Differs(fields)) => Some(fields),
            None => Some(of_newcomer(&user, at)),
        };
        let snapshot = Snapshot { user, at, fetched: true };
        let user_id = account.map(|it| it.id.clone());
        let drift = fields.map(|it| Drift::of(&snapshot, user_id, it, now, self.grace));
        Some(Repair { snapshot, drift })
    }

    async fn repair(
        &self,
        Repair { snapshot, mut drift }: Repair,
        dry_run: bool,
        cause: &Cause,
    ) -> Result<Option<Drift>, ReconcileError> {
        if dry_run {
            return Ok(drift);
        }
        match self.sync().repair(Change::Upsert(Box::new(snapshot)), cause.clone()).await {
            Ok(applied) => {
                if let Some(drift) = &mut drift {
                    drift.settle(applied.outcome, applied.user_id);
                }
            }
            // The tables are out of reach for all: the page is compared again later.
            Err(SyncError::Store(error @ StoreError::Unavailable(_))) => return Err(error.into()),
            Err(error) => {
                if let Some(drift) = &mut drift {
                    drift.fail(&error);
                }
            }
        }
        Ok(drift)
    }
}
