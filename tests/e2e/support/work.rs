//! Something for a run to do.

use futures_util::future::join_all;

use super::clerk::Someone;
use super::stack::Stack;

/// Somebody who differs, and somebody who is gone from Clerk; no webhook told of either.
pub(crate) struct Work {
    pub(crate) changed: Someone,
    pub(crate) gone: Someone,
}

impl Work {
    /// Makes some, in Clerk and here.
    pub(crate) async fn make(stack: &Stack) -> Self {
        let (mut changed, gone) = (Someone::new(), Someone::new());
        let events = [changed.created(), gone.created()];
        join_all(events.iter().map(|it| stack.settle(it))).await;
        changed.rename("Grace");
        stack.clerk_has(&changed).await;
        stack.delete_silently(&gone.id).await;
        Self { changed, gone }
    }

    /// Who differed is as in Clerk, by one repair, and who was gone is buried.
    pub(crate) async fn assert_done(&self, stack: &Stack) {
        let person = stack.assert_in_step(&self.changed).await;
        assert_eq!(person.version(), 2, "repaired once");
        let gone = stack.person(&self.gone.id).await;
        assert_eq!(gone.user.text("status"), Some("deleted"));
        stack.trail(&gone).await;
    }

    /// Who is gone is here as before.
    pub(crate) async fn assert_nobody_removed(&self, stack: &Stack) {
        stack.assert_in_step(&self.gone).await;
    }
}
