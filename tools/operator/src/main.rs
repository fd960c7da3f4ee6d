//! Builds what a command needs, runs it, and exits with what came of it.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use profile_core::BoxError;
use profile_dynamodb::DynamoStore;
use profile_lambda::{Settings, SystemClock, sdk_config};
use profile_operator::{Arguments, Command, Config, Ended, Stop, import, set};
use profile_sqs::SqsQueue;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let ended = run(Arguments::parse().command).await.unwrap_or_else(|error| {
        eprintln!("profile-sync: {error}");
        Ended::Usage
    });
    ended.into()
}

async fn run(command: Command) -> Result<Ended, BoxError> {
    let settings = Settings::from_env();
    let config = Config::read(settings)?;
    let aws = sdk_config(settings)?;
    let store = DynamoStore::new(&aws, config.tables, config.retention);
    let clock = SystemClock;
    match command {
        Command::Import(options) => {
            let stop = Stop::on_signals();
            Ok(import(&store, &clock, &stop, &options, &mut io::stdout()).await)
        }
        Command::Edit(command) => {
            let (options, edit) = command.read()?;
            let queue = SqsQueue::new(&aws, Config::queue_url(settings)?);
            Ok(set(&store, &queue, &clock, &options, &edit, &mut io::stdout()).await)
        }
    }
}
