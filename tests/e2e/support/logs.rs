//! What the functions wrote.

use serde::Deserialize;
use serde_json::{Value, json};

use super::clerk::Event;
use super::stack::{Stack, broken};
use super::wait::{SOON, until};

/// The local stack takes any signature of this key; no SDK crate is worth one request.
const AUTHORIZATION: &str = "AWS4-HMAC-SHA256 \
    Credential=test/20260101/us-east-1/logs/aws4_request, SignedHeaders=host, Signature=0";

/// Most lines that one answer has.
const MOST_LINES: usize = 10_000;

/// A line, and when it was written, in milliseconds.
#[derive(Debug, Deserialize)]
struct LogEvent {
    timestamp: u64,
    message: String,
}

impl Stack {
    /// Every line that a function wrote, since that time in milliseconds, with `term` in it.
    pub(crate) async fn logs(&self, function: &str, since: u64, term: Option<&str>) -> Vec<String> {
        let (mut lines, mut since) = (Vec::new(), since);
        loop {
            let mut page = self.log_events(function, since, term).await;
            let last = page.last().map(|it| it.timestamp).filter(|_| page.len() == MOST_LINES);
            if let Some(last) = last {
                assert!(last > since, "one millisecond has more lines than an answer");
                page.retain(|it| it.timestamp < last);
                since = last;
            }
            lines.extend(page.into_iter().map(|it| it.message));
            if last.is_none() {
                return lines;
            }
        }
    }

    async fn log_events(&self, function: &str, since: u64, term: Option<&str>) -> Vec<LogEvent> {
        let request = json!({
            "logGroupName": format!("/aws/lambda/{}", self.function(function)),
            "startTime": since,
            "filterPattern": term.map(|it| format!("\"{it}\"")).unwrap_or_default(),
        });
        let post = self
            .http
            .post(&self.description.aws_endpoint)
            .header("x-amz-target", "Logs_20140328.FilterLogEvents")
            .header("content-type", "application/x-amz-json-1.1")
            .header("authorization", AUTHORIZATION)
            .body(request.to_string());
        let answer = post.send().await.unwrap_or_else(|it| broken("show its logs", &it));
        let mut answer: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        let events = serde_json::from_value(answer["events"].take());
        events.unwrap_or_else(|_| broken("show its logs", &answer))
    }

    /// All that the functions wrote, whatever made them write it.
    pub(crate) async fn all_logs(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for function in self.description.functions.keys() {
            let wrote = self.logs(function, 0, None).await;
            // Nothing may have started a run or asked the API yet.
            let may_rest = ["reconciler", "profile-api"].contains(&function.as_str());
            assert!(!wrote.is_empty() || may_rest, "{function} wrote nothing");
            lines.extend(wrote);
        }
        lines
    }

    /// Waits until the processor has handled `number` deliveries of an event since this test
    /// began, and returns what it said came of each, in order.
    pub(crate) async fn handled(&self, event: &Event, number: usize) -> Vec<String> {
        let awaited = format!("{number} deliveries of {} are handled", event.id);
        until(&awaited, SOON, async || {
            let lines = self.logs("event-processor", self.since, Some(&event.id)).await;
            let outcomes =
                lines.iter().filter_map(|it| field(it, "event handled", event, "outcome"));
            let handled: Vec<_> = outcomes.map(|it| it.as_str().unwrap().to_owned()).collect();
            if handled.len() < number { Err(format!("{handled:?}")) } else { Ok(handled) }
        })
        .await
    }

    /// All that the API wrote of a request, once it has told how it answered.
    pub(crate) async fn logs_of(&self, request_id: &str) -> Vec<String> {
        until(&format!("the API has told of {request_id}"), SOON, async || {
            let lines = self.logs("profile-api", self.since, Some(request_id)).await;
            let is_over = lines.iter().any(|it| it.contains("\"request answered\""));
            if is_over { Ok(lines) } else { Err(format!("{lines:?}")) }
        })
        .await
    }

    /// How many invocations of a function ended before it wrote a line, which it does at the
    /// end of each, since this test began.
    pub(crate) async fn cut_short(&self, function: &str) -> usize {
        let lines = self.logs(function, self.since, None).await;
        let (own, platform): (Vec<_>, Vec<_>) = lines.iter().partition(|it| it.starts_with('{'));
        let invocations = platform.iter().filter_map(|it| it.strip_prefix("START RequestId: "));
        let ids = invocations.filter_map(|it| it.split(' ').next());
        ids.filter(|id| !own.iter().any(|it| it.contains(id))).count()
    }

    /// Whether the receiver says that it queued an event that it took.
    pub(crate) async fn was_queued(&self, event: &Event) -> bool {
        until(&format!("the receiver has told of {}", event.id), SOON, async || {
            let lines = self.logs("webhook-receiver", self.since, Some(&event.id)).await;
            let queued = lines.iter().find_map(|it| field(it, "webhook answered", event, "queued"));
            queued.and_then(|it| it.as_bool()).ok_or_else(|| format!("{lines:?}"))
        })
        .await
    }
}

/// A field of the line with that message about an event, if it is that line.
fn field(line: &str, message: &str, event: &Event, name: &str) -> Option<Value> {
    let line: Value = serde_json::from_str(line).ok()?;
    let fields = &line["fields"];
    let is_it = fields["message"] == message && fields["svix.id"] == event.id;
    is_it.then(|| fields[name].clone())
}
