//! Liveness.

use serde::Serialize;
use utoipa::ToSchema;

/// That the function answers, and which version of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Health)]
pub(crate) struct HealthView {
    /// `ok`.
    #[schema(example = "ok")]
    pub(crate) status: &'static str,
    /// The program's version.
    #[schema(example = "0.1.0")]
    pub(crate) version: &'static str,
}
