//! Whether the function answers.

use crate::answer::{self, Answer};
use crate::openapi::failure;
use crate::view::health::HealthView;

/// Liveness
///
/// Says that the function answers, and which version of it. It asks nobody else.
#[utoipa::path(
    get,
    path = "/v1/health",
    operation_id = "getHealth",
    tag = "service",
    responses((status = 200, description = "It answers.", body = HealthView), failure::Service),
    security(())
)]
pub(crate) async fn show() -> Answer {
    answer::ok(&HealthView { status: "ok", version: env!("CARGO_PKG_VERSION") })
}
