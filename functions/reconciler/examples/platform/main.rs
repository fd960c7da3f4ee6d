//! A platform of many people for `make bench`: the tables in memory, with DynamoDB's behaviour
//! on a port of this machine, and in them the people whom the Clerk simulator generates, as
//! the functions would have stored them. One in a hundred missed their last event.
//!
//! Its only argument is how many. The tables' names are settings, as the functions get them.
//! The first line of standard input is `{"tables": […], "secret": "…"}`: the tables as
//! `CreateTable` takes them, and what Secrets Manager holds. Each line after it is a question;
//! each answer is one line of JSON.
//!
//! | question | answer |
//! |---|---|
//! | | `{"progress": people}` while it works |
//! | | `{"url": …, "drifted": people}` when it can be asked |
//! | `counts` | what was asked of the tables since the last such question |
//! | `inspect` | how the tables differ from what they should be by now |
//!
//! It ends when its standard input does, so that it never outlives whoever started it.

mod engine;
mod inspection;
mod people;
mod seeding;
mod server;
mod store;

use std::error::Error;
use std::io::{self, Write};
use std::sync::Arc;

use profile_dynamodb::{DynamoStore, Tables};
use profile_lambda::Settings;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::net::TcpListener;

use engine::Engine;

type Failure = Box<dyn Error + Send + Sync>;

/// The first line of standard input.
#[derive(Deserialize)]
struct Setting {
    tables: serde_json::Value,
    secret: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let people: u32 = std::env::args().nth(1).ok_or("how many people?")?.parse()?;
    let tables = tables()?;
    let mut first = String::new();
    io::stdin().read_line(&mut first)?;
    let setting: Setting = serde_json::from_str(&first)?;
    let engine = Arc::new(Engine::start(setting.tables, setting.secret)?);
    seeding::seed(&engine, &tables, people)?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    say(&json!({ "url": url, "drifted": people::drifted(people).count() }))?;
    let asked = Arc::clone(&engine);
    std::thread::spawn(move || {
        let answered = answer(&asked, &store::store(&url, &tables), &tables, people);
        // Whoever asks reads of it on standard error.
        std::process::exit(answered.map_or_else(|error| complain(&*error), |()| 0));
    });
    server::serve(listener, engine).await
}

fn tables() -> Result<Tables, Failure> {
    let settings = Settings::from_env();
    Ok(Tables {
        users: settings.required("USERS_TABLE_NAME")?,
        events: settings.required("EVENTS_TABLE_NAME")?,
        audit: settings.required("AUDIT_TABLE_NAME")?,
    })
}

/// Answers questions until there are no more.
fn answer(
    engine: &Engine,
    store: &DynamoStore,
    tables: &Tables,
    people: u32,
) -> Result<(), Failure> {
    for line in io::stdin().lines() {
        match line?.trim() {
            "counts" => say(&engine.take_counts())?,
            "inspect" => say(&inspection::inspect(engine, store, tables, people)?)?,
            other => return Err(format!("{other} is no question").into()),
        }
    }
    Ok(())
}

/// Says how many people are done.
fn progress(people: u32) -> io::Result<()> {
    say(&json!({ "progress": people }))
}

fn say(answer: &impl Serialize) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, answer)?;
    writeln!(out)?;
    out.flush()
}

fn complain(error: &dyn Error) -> i32 {
    eprintln!("platform: {error}");
    1
}
