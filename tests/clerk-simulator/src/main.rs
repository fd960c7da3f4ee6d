//! The Clerk simulator as a program of its own.

mod flags;

use std::io::Read as _;
use std::io::Write as _;
use std::process::ExitCode;

use clerk_simulator::{Seed, Simulator};
use flags::Flags;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("clerk-simulator: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let Some(flags) = Flags::read(std::env::args().skip(1))? else {
        return say(flags::USAGE);
    };
    let seed = match &flags.seed {
        Some(path) => read_seed(path)?,
        None => Seed::default(),
    };
    let simulator =
        Simulator::start_on(flags.port, seed).await.map_err(|error| error.to_string())?;
    say(&format!("listening on {}", simulator.url()))?;
    if !flags.with_parent {
        simulator.wait().await;
        return Ok(());
    }
    // The parent holds the other end of our input; when it is gone, so are we.
    let parent = tokio::task::spawn_blocking(|| {
        let _ = std::io::copy(&mut std::io::stdin().by_ref(), &mut std::io::sink());
    });
    let _ = parent.await;
    Ok(())
}

fn read_seed(path: &str) -> Result<Seed, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("the seed {path} can't be read: {error}"))?;
    serde_json::from_str(&text)
        .map_err(|error| format!("the seed {path} isn't one (see the README): {error}"))
}

/// Writes a line at once: whoever started us waits for it.
fn say(line: &str) -> Result<(), String> {
    let mut out = std::io::stdout();
    let said = writeln!(out, "{line}").and_then(|()| out.flush());
    said.map_err(|error| format!("nobody listens to what is said: {error}"))
}
