//! Runs of the reconciler: started by hand, and what they leave.

use std::collections::BTreeMap;

use profile_core::{Clock, Counts, FieldCounts};
use profile_lambda::SystemClock;
use serde::Deserialize;
use serde_json::{Value, json};

use super::item::text;
use super::samples::samples_sent;
use super::stack::{Stack, broken};
use super::wait::{SOON, until};

/// The local stack takes any signature of this key.
const AUTHORIZATION: &str = "AWS4-HMAC-SHA256 \
    Credential=test/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0";

/// What an invocation says came of a run.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    pub(crate) run_id: Option<String>,
    pub(crate) state: String,
    pub(crate) dry_run: bool,
    pub(crate) counts: Counts,
    pub(crate) fields: BTreeMap<String, FieldCounts>,
    pub(crate) note: Option<String>,
}

/// One user's drift, as the stored report has it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Drift {
    pub(crate) clerk_id: Option<String>,
    pub(crate) user_id: Option<String>,
    pub(crate) kind: String,
    pub(crate) missed: bool,
    pub(crate) repaired: bool,
    pub(crate) error: Option<String>,
    pub(crate) fields: Vec<Sides>,
}

/// A field that differs, masked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Sides {
    pub(crate) field: String,
    pub(crate) ours: Option<String>,
    pub(crate) clerk: Option<String>,
}

impl Drift {
    /// The field of that name, which must be there.
    pub(crate) fn field(&self, name: &str) -> &Sides {
        let found = self.fields.iter().find(|it| it.field == name);
        found.unwrap_or_else(|| panic!("no {name} in {self:?}"))
    }
}

impl Stack {
    /// Looks at everybody, repairs who differs, and sees it finish.
    pub(crate) async fn reconcile_all(&self) -> Summary {
        self.finished(json!({ "mode": "full" })).await
    }

    /// Looks at who changed lately, repairs who differs, and sees it finish.
    pub(crate) async fn reconcile_changed(&self) -> Summary {
        self.finished(json!({ "mode": "incremental" })).await
    }

    /// A run that does what is asked for.
    pub(crate) async fn finished(&self, request: Value) -> Summary {
        let summary = self.reconcile(request).await;
        assert_eq!(summary.state, "finished", "{summary:#?}");
        summary
    }

    /// A run, however it ends, unless the invocation itself fails.
    pub(crate) async fn reconcile(&self, request: Value) -> Summary {
        let answer = self.invoke(request).await;
        answer.unwrap_or_else(|error| panic!("the run failed: {error}"))
    }

    /// Invokes the reconciler; the error is what the invocation fails with.
    ///
    /// The samples come first. Their people are known to Clerk from the start, and whom a run
    /// has found already, their first event doesn't create.
    pub(crate) async fn invoke(&self, request: Value) -> Result<Summary, Value> {
        samples_sent(self).await;
        let Self { description, http, .. } = self;
        let path = format!("2015-03-31/functions/{}/invocations", self.function("reconciler"));
        // By its alias, as the schedules do.
        let url = format!("{}/{path}?Qualifier=live", description.aws_endpoint);
        let post = http.post(url).header("authorization", AUTHORIZATION).json(&request);
        let answer = post.send().await.unwrap_or_else(|it| broken("invoke the reconciler", &it));
        let failed = answer.headers().contains_key("x-amz-function-error");
        let said: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        if failed { Err(said) } else { Ok(serde_json::from_value(said).unwrap()) }
    }

    /// Every drift in a run's stored report, in the order in which the run came to them.
    pub(crate) async fn report(&self, run: &Summary) -> Vec<Drift> {
        let mut drifts = Vec::new();
        for text in self.report_text(run).await {
            let page: Vec<Drift> = serde_json::from_str(&text).unwrap();
            drifts.extend(page);
        }
        drifts
    }

    /// The pages of a run's stored report, word for word.
    pub(crate) async fn report_text(&self, run: &Summary) -> Vec<String> {
        let id = run.run_id.as_ref().expect("a run that worked has an id");
        let items = self.items(&self.description.tables.events, &format!("RUN#{id}")).await;
        let pages = items.iter().filter(|it| it.text("sk").unwrap().starts_with("DRIFT#"));
        pages.map(|it| it.unpacked("drifts")).collect()
    }

    /// What a run's report says of one of Clerk's users.
    pub(crate) async fn drift_of(&self, run: &Summary, clerk_id: &str) -> Option<Drift> {
        let drifts = self.report(run).await;
        drifts.into_iter().find(|it| it.clerk_id.as_deref() == Some(clerk_id))
    }

    /// The run that the next invocation goes on with.
    pub(crate) async fn open_run(&self) -> Option<String> {
        let control = self.item(&self.description.tables.events, "RECONCILER", "CONTROL").await?;
        control.text("openRun").map(str::to_owned)
    }

    /// Waits until a run holds the lease.
    pub(crate) async fn come_to_work(&self) {
        until("a run is at work", SOON, async || {
            let events = &self.description.tables.events;
            let control = self.item(events, "RECONCILER", "CONTROL").await;
            let until = control.and_then(|it| it.number("leaseUntil"));
            if until > Some(SystemClock.now().unsigned()) {
                Ok(())
            } else {
                Err(format!("{until:?}"))
            }
        })
        .await;
    }

    /// How many pages the open run has done.
    pub(crate) async fn pages_done(&self) -> usize {
        let Some(id) = self.open_run().await else { return 0 };
        let run = self.item(&self.description.tables.events, &format!("RUN#{id}"), "RUN").await;
        let run: Value = serde_json::from_str(&run.unwrap().unpacked("run")).unwrap();
        usize::try_from(run["checkpoint"]["pages"].as_u64().unwrap()).unwrap()
    }

    /// Waits until the open run has done so many pages.
    pub(crate) async fn come_to_page(&self, number: usize) {
        until(&format!("the run has done {number} pages"), SOON, async || {
            let done = self.pages_done().await;
            if done >= number { Ok(()) } else { Err(format!("{done} pages")) }
        })
        .await;
    }

    /// As if a minute and a half had passed since a run that held the lease was killed.
    pub(crate) async fn let_the_lease_run_out(&self) {
        let update = self.dynamo.update_item().table_name(&self.description.tables.events);
        let update = update.key("pk", text("RECONCILER")).key("sk", text("CONTROL"));
        let update = update.update_expression("REMOVE leaseUntil").send().await;
        update.unwrap_or_else(|it| broken("take the lease away", &it));
    }
}
