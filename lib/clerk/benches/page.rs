//! What a page of 500 users costs to read, and a client to build. No network.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use profile_clerk::{ClerkApi, RateLimit, Timeouts, read_page};
use profile_core::{SecretError, SecretSource};
use serde_json::{Value, json};

const USERS: u16 = 500;
/// An ordinary user, and one with accounts elsewhere.
const EVENTS: [&str; 2] = [
    include_str!("../../../events/user.created.liam.json"),
    include_str!("../../../events/user.created.oauth-only.json"),
];

struct NoSecret;

impl SecretSource for NoSecret {
    async fn read(&self) -> Result<String, SecretError> {
        Err(SecretError("nobody asks".into()))
    }
}

/// A page as Clerk sends it: webhooks and the Backend API show a user alike.
fn page() -> Vec<Value> {
    let users = EVENTS.map(|it| serde_json::from_str::<Value>(it).unwrap()["data"].take());
    users.into_iter().cycle().take(usize::from(USERS)).collect()
}

fn read(criterion: &mut Criterion) {
    let whole = serde_json::to_vec(&page()).unwrap();
    let mut users = page();
    users[499] = json!({ "id": 7 });
    let spoilt = serde_json::to_vec(&users).unwrap();

    let mut group = criterion.benchmark_group("read_page");
    group.throughput(Throughput::Elements(u64::from(USERS)));
    for (name, body, unreadable) in [("whole", whole, 0), ("one user unreadable", spoilt, 1)] {
        assert_eq!(read_page(&body, USERS).unwrap().unreadable, unreadable);
        group.bench_function(format!("{name}, {} KB", body.len() / 1000), |it| {
            it.iter(|| read_page(black_box(&body), USERS));
        });
    }
    group.finish();
}

fn open(criterion: &mut Criterion) {
    criterion.bench_function("ClerkApi::new", |it| {
        it.iter(|| {
            let base = "https://api.clerk.com".parse().unwrap();
            let limit = RateLimit::share(1000, 50);
            ClerkApi::new(base, NoSecret, None, limit, Timeouts::default())
        });
    });
}

criterion_group!(benches, read, open);
criterion_main!(benches);
