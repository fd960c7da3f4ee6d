//! The promises of every store.

use profile_core::contract::{check, ledger, people, roster, run_history, runs};

use crate::support::Engine;

#[tokio::test]
async fn the_store_keeps_every_promise() {
    check(&Engine::start().await).await;
}

#[tokio::test]
async fn so_does_a_store_that_has_met_nobody() {
    check(&Engine::start_forgetful().await).await;
}

#[tokio::test]
async fn its_roster_keeps_every_promise() {
    roster::check(&Engine::start().await.store).await;
}

#[tokio::test]
async fn and_so_do_its_runs() {
    runs::check(&Engine::start().await.store).await;
}

#[tokio::test]
async fn what_it_shows_of_people_keeps_every_promise() {
    people::check(&Engine::start().await.store).await;
}

#[tokio::test]
async fn and_of_events() {
    ledger::check(&Engine::start().await.store).await;
}

#[tokio::test]
async fn and_of_runs() {
    run_history::check(&Engine::start().await.store).await;
}
