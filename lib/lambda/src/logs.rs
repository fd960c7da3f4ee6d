//! Logs on standard output, as Lambda's logging settings ask for them.

use tracing_subscriber::filter::LevelFilter;

use crate::Settings;

/// Starts logging: JSON lines if `AWS_LAMBDA_LOG_FORMAT` says so, from the level that
/// `AWS_LAMBDA_LOG_LEVEL` names, else from INFO.
///
/// Not the runtime's own subscriber: its filter language brings a regular expression engine
/// along, to be loaded and started with every cold function.
///
/// Reference: <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html>
pub fn init_logs(settings: Settings) {
    let level = settings.optional("AWS_LAMBDA_LOG_LEVEL").and_then(|it| it.parse().ok());
    let lines = tracing_subscriber::fmt()
        .with_max_level(level.unwrap_or(LevelFilter::INFO))
        .with_target(false)
        .without_time();
    let format = settings.optional("AWS_LAMBDA_LOG_FORMAT").unwrap_or_default();
    if format.eq_ignore_ascii_case("json") { lines.json().init() } else { lines.init() }
}
