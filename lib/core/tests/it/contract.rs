//! The contract, run over the store in memory.

use profile_core::memory::MemoryStore;

#[tokio::test]
async fn the_store_in_memory_keeps_the_contract() {
    profile_core::contract::check(&MemoryStore::default()).await;
}
