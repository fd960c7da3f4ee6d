//! Walks a million users by the cursor and says how long that took, and in how much memory.
//!
//! `cargo run --release -p clerk-simulator --example million [USERS]`

use std::time::Instant;

use clerk_simulator::{Limits, Seed, Simulator, generated};

const PAGE: u32 = 500;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let users = std::env::args().nth(1).map_or(Ok(1_000_000), |it| it.parse())?;
    let clerk = Simulator::start(Seed::of(users)).await?;
    clerk.set_limits(Limits { requests: None, ..Limits::default() });
    let client = reqwest::Client::builder().no_proxy().build()?;

    let (start, mut bytes) = (Instant::now(), 0);
    for first in (0..users).step_by(PAGE as usize) {
        let cursor =
            first.checked_sub(1).map(|last| format!("&starting_after={}", generated(last).id()));
        let query = format!("limit={PAGE}&order_by=%2Bcreated_at{}", cursor.unwrap_or_default());
        let request = client.get(format!("{}/v1/users?{query}", clerk.url()));
        let response = request.bearer_auth(clerk.secret_key()).send().await?;
        bytes += response.error_for_status()?.bytes().await?.len();
    }
    let seconds = start.elapsed().as_secs_f64();

    let (megabytes, pace) = (bytes / 1_000_000, f64::from(users) / seconds);
    eprintln!("{users} users, {megabytes} MB in {seconds:.1} s: {pace:.0} users/s");
    eprintln!("{}", memory());
    Ok(())
}

/// The most memory that this process took, client included, as Linux tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|it| it.starts_with("VmHWM"));
    line.unwrap_or("how much memory it took is not known here").to_owned()
}
