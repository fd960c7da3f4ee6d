//! The contracts, run over the store in memory.

use profile_core::contract;
use profile_core::memory::MemoryStore;

#[tokio::test]
async fn the_store_in_memory_keeps_the_contract() {
    contract::check(&MemoryStore::default()).await;
}

#[tokio::test]
async fn so_does_its_roster() {
    contract::roster::check(&MemoryStore::default()).await;
}

#[tokio::test]
async fn and_so_do_its_runs() {
    contract::runs::check(&MemoryStore::default()).await;
}

#[tokio::test]
async fn what_it_shows_of_people_keeps_the_contract_too() {
    contract::people::check(&MemoryStore::default()).await;
}

#[tokio::test]
async fn and_of_events() {
    contract::ledger::check(&MemoryStore::default()).await;
}

#[tokio::test]
async fn and_of_runs() {
    contract::run_history::check(&MemoryStore::default()).await;
}
