//! Ids that aren't the caller's own, or aren't what the path is of, or are no ids at all: they
//! lead to nobody's data, and break nothing.

use std::collections::BTreeSet;

use futures_util::stream::{self, StreamExt};
use reqwest::Method;
use serde_json::json;

use crate::support::api::{Ask, Member};
use crate::support::clerk::unique;
use crate::support::stack::Stack;

/// Everywhere that something is named in a path.
const PLACES: [&str; 8] = [
    "/v1/builders/{}",
    "/v1/builders/by-slug/{}",
    "/v1/clients/{}",
    "/v1/users/{}",
    "/v1/users/{}/audit",
    "/v1/users/{}/comparison",
    "/v1/webhook-events/{}",
    "/v1/reconciliations/{}",
];

/// How many requests are under way at once.
const AT_ONCE: usize = 4;

/// Somebody with something to find in every part of their record.
async fn ada(stack: &Stack) -> (Member, [String; 3]) {
    let ada = stack.member(&["CLIENT", "BUILDER"]).await;
    let planted = format!("planted-{}", unique());
    let builder = Ask::patch(ada.builder(), &json!({ "availability": planted, "slug": planted }));
    let builder = stack.ask(builder.by(&ada)).await;
    builder.ok();
    let client = Ask::patch(ada.client(), &json!({ "companyName": planted }));
    stack.ask(client.by(&ada)).await.ok();
    // The public sees builders, but not one who is deactivated.
    let admin = stack.member(&["ADMIN"]).await;
    let hide = Ask::new(Method::DELETE, ada.builder()).by(&admin);
    assert_eq!(stack.ask(hide).await.status, 204);
    let secrets = [planted, ada.someone.address().to_owned(), ada.clerk_id().to_owned()];
    let me = stack.ask(Ask::get("/v1/me").by(&ada)).await.text;
    assert!(secrets.iter().all(|it| me.contains(it)), "they can be found at all: {me}");
    (ada, secrets)
}

/// Everything that leads, or might be taken to lead, to somebody.
fn names(of: &Member, secrets: &[String; 3]) -> Vec<String> {
    let Member { id, .. } = of;
    let [slug, address, clerk_id] = secrets;
    let mut names = vec![
        id.clone(),
        slug.clone(),
        address.clone(),
        clerk_id.clone(),
        id.to_lowercase(),
        format!("USER%23{id}"),
        format!("CLERK%23{clerk_id}"),
        format!("EMAIL%23{address}"),
        format!("{id}%00"),
        format!("{id}%0A"),
        format!("%20{id}"),
        format!("{id}%2F..%2F{id}"),
        format!("{id}%3Fx=1"),
        format!("{id}%23"),
        format!("..%2fusers%2f{id}"),
        format!("%2e%2e%2fusers%2f{id}"),
        format!("%252e%252e%252fusers%252f{id}"),
        format!("%2e%2e/users/{id}"),
        format!("../users/{id}"),
        format!("./../../v1/users/{id}"),
        format!("x/..;/users/{id}"),
        format!("{id}/../{id}"),
        format!("{id}//audit"),
        format!("[\"{id}\"]"),
        format!("{{\"S\":\"{id}\"}}"),
        format!("{id},{id}"),
        format!("{id}*"),
        "msg_2Unknown".to_owned(),
        "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE".to_owned(),
    ];
    let nonsense = ["*", "%", "%zz", "%ff%fe", "%F0%9F%92%A9", "null", "-1", "0", "%00", "..", "."];
    names.extend(nonsense.map(str::to_owned));
    names.extend([128, 1_024, 2_048, 8_000].map(|it| "A".repeat(it)));
    names
}

/// Looks at every name in every place; returns each path with the status and the answer.
async fn look_everywhere(
    stack: &Stack,
    names: &[String],
    by: &Member,
) -> Vec<(String, u16, String)> {
    let paths = PLACES.iter().flat_map(|it| names.iter().map(|name| it.replace("{}", name)));
    let looks = stream::iter(paths).map(async |path| {
        let (status, answer) = stack.look_at(&path, by).await;
        (path, status, answer)
    });
    looks.buffer_unordered(AT_ONCE).collect().await
}

#[tokio::test]
async fn no_name_in_a_path_leads_a_stranger_to_anybodys_data() {
    let stack = Stack::find().await;
    let (ada, secrets) = ada(&stack).await;
    let ben = stack.member(&["CLIENT", "BUILDER"]).await;

    for (path, status, answer) in look_everywhere(&stack, &names(&ada, &secrets), &ben).await {
        assert!((400..500).contains(&status), "{path}: {answer}");
        let told = secrets.iter().find(|it| answer.contains(it.as_str()));
        assert_eq!(told, None, "{path}: {answer}");
    }
}

#[tokio::test]
async fn an_admin_finds_somebody_by_their_id_and_slug_and_to_compare_them_by_clerks_id() {
    let stack = Stack::find().await;
    let (ada, secrets) = ada(&stack).await;
    let admin = stack.member(&["ADMIN"]).await;

    let mut found = BTreeSet::new();
    for (path, status, answer) in look_everywhere(&stack, &names(&ada, &secrets), &admin).await {
        assert!(status == 200 || (400..500).contains(&status), "{path}: {answer}");
        if status == 200 {
            found.insert(path);
        }
    }

    let by_slug = format!("/v1/builders/by-slug/{}", secrets[0]);
    let by_clerk_id = format!("/v1/users/{}/comparison", ada.clerk_id());
    let one_by_one = [ada.builder(), by_slug, ada.client(), ada.account(), ada.trail()];
    let compared = [ada.comparison(), by_clerk_id];
    assert_eq!(found, one_by_one.into_iter().chain(compared).collect());
}

#[tokio::test]
async fn whoever_may_not_is_told_the_same_of_who_is_there_and_who_is_not() {
    let stack = Stack::find().await;
    let (ada, _) = ada(&stack).await;
    let ben = stack.member(&["CLIENT", "BUILDER"]).await;
    let nobody = Member { id: "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE".to_owned(), ..ada.clone() };

    let asks = |of: &Member| {
        let roles = json!({ "roles": ["ADMIN"] });
        [
            Ask::patch(of.builder(), &json!({ "bio": "not theirs" })),
            Ask::new(Method::DELETE, of.builder()),
            Ask::put(of.tier(), &json!({ "validationTier": 3 })),
            Ask::get(of.client()),
            Ask::patch(of.client(), &json!({ "industry": "not theirs" })),
            Ask::get(of.account()),
            Ask::put(of.roles(), &roles),
            Ask::get(of.trail()),
            Ask::get(of.builder()),
        ]
    };
    let before = stack.person(ada.clerk_id()).await.version();
    for (there, not_there) in asks(&ada).into_iter().zip(asks(&nobody)) {
        let there = stack.ask(there.by(&ben)).await;
        let not_there = stack.ask(not_there.by(&ben)).await;
        assert!(there.status >= 400, "{there:?}");
        assert_eq!(there.problem(), not_there.problem());
        assert_eq!(there.json()["detail"], not_there.json()["detail"]);
    }
    assert_eq!(stack.person(ada.clerk_id()).await.version(), before);
}
