//! What requests leave behind tells nothing of anybody.

use std::collections::BTreeSet;

use clerk_simulator::{Signer, TokenRequest};
use reqwest::Method;
use serde_json::json;

use crate::support::api::{Ask, Member, Told};
use crate::support::clerk::{Someone, unique};
use crate::support::stack::Stack;

const PLANTED: &str = "PLANTED";

/// Somebody with a word to look for in all that Clerk knows of them.
async fn planted_member(stack: &Stack) -> Member {
    let name = format!("{PLANTED}-NAME");
    let email = Some(format!("{PLANTED}-ADDRESS.{}@example.com", unique()));
    let roles = Some(vec!["CLIENT", "BUILDER"]);
    stack.sign_up(Someone { name, email, roles, ..Someone::new() }).await
}

/// Requests that go well and requests that don't, with the word wherever something can stand.
async fn requests(stack: &Stack, ada: &Member, admin: &Member) -> Vec<Told> {
    let word = |what: &str| format!("{PLANTED}-{what}");
    let patch = json!({
        "bio": word("BIO"), "headline": word("HEADLINE"), "tagline": word("TAGLINE"),
        "displayName": word("DISPLAY"), "domains": [word("DOMAIN")], "hourlyRate": "77.77",
        "portfolioItems": [{ "title": word("TITLE"), "url": "https://example.com/PLANTED" }],
        "socialLinks": { "PLANTED-SITE": "https://example.com/PLANTED" },
        "availability": word("AVAILABILITY"),
    });
    let client = json!({ "companyName": word("COMPANY"), "industry": word("INDUSTRY") });
    let wrong = json!({ "bio": 7, "PLANTED-FIELD": word("VALUE"), "slug": word("SLUG") });
    let builder = ada.builder();
    let edit = || Ask::patch(&builder, &patch);
    let token = TokenRequest::of(ada.clerk_id()).claim("sid", word("SESSION"));
    let forged = stack.token(&token.clone().signed_by(Signer::Another)).await;
    let unknown = stack.token(&TokenRequest::of(&format!("user_{PLANTED}"))).await;
    let asks = [
        edit().by(ada),
        Ask::patch(ada.client(), &client).by(ada),
        edit().by(ada).seen("\"PLANTED-TAG\""),
        edit().by(admin).header("user-agent", &word("AGENT")),
        Ask::patch(&builder, &wrong).by(ada),
        edit().by(ada).body("application/json", "{\"bio\":\"PLANTED-BROKEN"),
        edit().by(ada).body("text/PLANTED", "PLANTED"),
        Ask::get("/v1/me").by(ada),
        Ask::get(ada.account()).by(admin),
        Ask::get(ada.trail()).by(admin),
        Ask::get(ada.comparison()).by(admin),
        Ask::get("/v1/users/user_PLANTED-ID/comparison").by(admin),
        Ask::get("/v1/builders?domain=PLANTED-QUERY&PLANTED=1"),
        Ask::get("/v1/builders?cursor=PLANTED"),
        Ask::get("/v1/PLANTED-PATH"),
        Ask::get("/v1/users/PLANTED-ID").by(ada),
        Ask::get("/v1/users/PLANTED-ID").by(admin),
        Ask::get(format!("/v1/users/{}", ada.someone.address())).by(ada),
        Ask::get("/v1/builders/by-slug/PLANTED-SLUG"),
        Ask::get("/v1/webhook-events/PLANTED-EVENT").by(admin),
        Ask::get("/v1/reconciliations/PLANTED-RUN").by(admin),
        Ask::get("/v1/me").with(&forged),
        Ask::get("/v1/me").with(&unknown),
        Ask::get("/v1/me").with("PLANTED-TOKEN"),
        Ask::get("/v1/me").header("authorization", "PLANTED-SCHEME PLANTED-TOKEN"),
        Ask::put(ada.roles(), &json!({ "roles": ["PLANTED"] })).by(admin),
        Ask::post("/v1/reconciliations", &json!({ "mode": "PLANTED" })).by(admin),
        Ask::new(Method::from_bytes(b"PLANTED").unwrap(), "/v1/me").by(ada),
    ];
    let mut told = Vec::new();
    for ask in asks {
        told.push(stack.ask(ask).await);
    }
    stack.cut_off(ada.clerk_id()).await;
    told.push(stack.ask(Ask::patch(&builder, &json!({ "hourlyRate": "66.66" })).by(ada)).await);
    let newcomer = Someone { name: word("NEWCOMER"), ..Someone::new() };
    stack.clerk_has(&newcomer).await;
    stack.cut_off(&newcomer.id).await;
    let token = stack.token(&TokenRequest::of(&newcomer.id)).await;
    told.push(stack.ask(Ask::get("/v1/me").with(&token)).await);
    stack.reconnect(&newcomer.id).await;
    told.push(stack.ask(Ask::get("/v1/me").with(&token)).await);
    stack.reconnect(ada.clerk_id()).await;
    told
}

#[tokio::test]
async fn requests_tell_of_nobody_in_logs_events_and_trails() {
    let stack = Stack::find().await;
    let (ada, admin) = (planted_member(&stack).await, stack.member(&["ADMIN"]).await);

    let told = requests(&stack, &ada, &admin).await;

    let statuses: BTreeSet<_> = told.iter().map(|it| it.status).collect();
    let expected = [200, 400, 401, 403, 404, 405, 412, 415, 422, 503];
    assert_eq!(statuses, BTreeSet::from(expected), "much went well, and much didn't");
    stack.pushed(ada.clerk_id()).await;
    for told in &told {
        let logs = stack.logs_of(told.request_id()).await;
        assert!(logs.iter().any(|it| it.contains(&format!("\"status\":{}", told.status))));
    }
    let mut left = stack.all_logs().await;
    let signature = ada.token.rsplit('.').next().unwrap();
    let secrets = [signature, &stack.description.clerk_secret_key, "Bearer ", "77.77", "66.66"];
    for word in [PLANTED].iter().chain(&secrets) {
        let telling = left.iter().find(|it| it.contains(word));
        assert_eq!(telling, None, "{word} is in the logs");
    }
    left.clear();
    let tables = &stack.description.tables;
    for mut item in
        stack.scan(&tables.audit).await.into_iter().chain(stack.scan(&tables.events).await)
    {
        // What Clerk sent is kept as it came, and who used which browser belongs in the trail.
        item.0.remove("payload");
        item.0.remove("userAgent");
        left.push(item.in_full());
    }
    let telling = left.iter().find(|it| it.contains(PLANTED));
    assert_eq!(telling, None, "{PLANTED} is in the tables");
}

#[tokio::test]
async fn what_is_refused_is_not_repeated() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let wrong = json!({ "headline": "PLANTED".repeat(20), "slug": "PLANTED", "bio": ["PLANTED"] });
    let link = json!({ "portfolioItems": [{ "title": "T", "url": "ftp://PLANTED" }] });

    for ask in [
        Ask::patch(ada.builder(), &wrong).by(&ada),
        Ask::patch(ada.builder(), &link).by(&ada),
        Ask::patch(ada.builder(), &json!({})).by(&ada).body("application/json", "PLANTED"),
        Ask::get("/v1/builders?cursor=PLANTED&limit=PLANTED&validationTier=PLANTED"),
        Ask::get("/v1/me").with("PLANTED"),
        Ask::get("/v1/users/PLANTED").by(&ada),
    ] {
        let told = stack.ask(ask).await;
        assert!(told.status >= 400 && !told.text.contains("PLANTED"), "{told:?}");
    }
}
