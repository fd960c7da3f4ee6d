//! Somebody on both sides.

use profile_core::{ClerkAnswer, ComparedField, Comparison};
use serde::Serialize;
use utoipa::ToSchema;

use super::drift::kind_name;
use super::name::{ClerkAnswerName, KindName};
use super::push::PendingPushView;
use super::value::Time;

/// Our record of somebody beside what Clerk says of them, unmasked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Comparison)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComparisonView {
    /// The platform's id; null for somebody whom only Clerk knows.
    #[schema(required, example = "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE")]
    user_id: Option<String>,
    /// Clerk's id; null for somebody imported who has no Clerk user yet.
    #[schema(required, example = "user_2abc")]
    clerk_id: Option<String>,
    /// What is the matter; null when nothing is. `unpushed` where only Clerk's copy of our
    /// fields is another.
    #[schema(required, value_type = Option<KindName>)]
    drift: Option<&'static str>,
    /// Every field that is compared, always in the same order.
    fields: Vec<ComparedFieldView>,
    /// When Clerk last changed the user.
    #[schema(required)]
    clerk_updated_at: Option<Time>,
    /// When our record last changed.
    #[schema(required)]
    record_updated_at: Option<Time>,
    /// What Clerk said.
    #[schema(value_type = ClerkAnswerName)]
    clerk_answer: &'static str,
    /// What Clerk has still to be told.
    #[schema(required)]
    pending_push: Option<PendingPushView>,
}

/// A field on both sides. What is no text is JSON.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ComparedField)]
struct ComparedFieldView {
    /// The field.
    #[schema(example = "email")]
    field: &'static str,
    /// What our record says.
    #[schema(required, example = "liam@example.com")]
    platform: Option<String>,
    /// What Clerk says. Where it says nothing, the platform may keep what it has.
    #[schema(required, example = "liam@example.ai")]
    clerk: Option<String>,
    /// Whether one side has to be put right, by a reconciliation or by a push.
    differs: bool,
}

impl From<Comparison> for ComparisonView {
    fn from(comparison: Comparison) -> Self {
        let Comparison {
            user_id,
            clerk_id,
            drift,
            fields,
            clerk_updated_at,
            record_updated_at,
            answer,
            pending_push,
        } = comparison;
        Self {
            user_id: user_id.map(String::from),
            clerk_id: clerk_id.map(String::from),
            drift: drift.map(kind_name),
            fields: fields.into_iter().map(ComparedFieldView::from).collect(),
            clerk_updated_at: clerk_updated_at.map(Time),
            record_updated_at: record_updated_at.map(Time),
            clerk_answer: answer_name(answer),
            pending_push: pending_push.as_ref().map(PendingPushView::from),
        }
    }
}

impl From<ComparedField> for ComparedFieldView {
    fn from(field: ComparedField) -> Self {
        let ComparedField { field, platform, clerk, differs } = field;
        Self { field, platform, clerk, differs }
    }
}

const fn answer_name(answer: ClerkAnswer) -> &'static str {
    match answer {
        ClerkAnswer::Found => "found",
        ClerkAnswer::Gone => "gone",
        ClerkAnswer::Unasked => "unasked",
    }
}
