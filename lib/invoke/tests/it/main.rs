//! The adapter against a server that answers in Lambda's place.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stand_in;

use profile_core::{Mode, Request, RunId, RunStarter, Timestamp};
use profile_invoke::LambdaRuns;

use crate::stand_in::StandIn;

const ALIAS: &str = "arn:aws:lambda:us-east-1:000000000000:function:reconciler:live";

#[tokio::test]
async fn the_alias_is_invoked_without_waiting_for_the_run() {
    let lambda = StandIn::answering("202 Accepted").await;
    let run_id = RunId::random(Timestamp::from_millis(1_790_000_000_000), 7);
    let request = Request {
        mode: Mode::Full,
        dry_run: true,
        allow_deletes: false,
        run_id: Some(run_id.clone()),
    };

    LambdaRuns::new(&lambda.config(), ALIAS.to_owned()).start(&request).await.unwrap();

    let (head, body) = lambda.received().pop().unwrap();
    let path = format!("POST /2015-03-31/functions/{}/invocations", ALIAS.replace(':', "%3A"));
    assert!(head.starts_with(&path), "{head}");
    assert!(head.contains("x-amz-invocation-type: Event"), "{head}");
    let sent =
        format!(r#"{{"mode":"full","dryRun":true,"allowDeletes":false,"runId":"{run_id}"}}"#);
    assert_eq!(body, sent);
}

#[tokio::test]
async fn a_refusal_is_an_error_with_its_cause() {
    let lambda = StandIn::answering("403 Forbidden").await;
    let runs = LambdaRuns::new(&lambda.config(), ALIAS.to_owned());

    let error = runs.start(&Request::default()).await.unwrap_err();

    assert_eq!(error.to_string(), "the run could not be asked for");
    assert!(std::error::Error::source(&error).is_some());
}
