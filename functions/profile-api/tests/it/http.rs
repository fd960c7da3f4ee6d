//! What the API does with requests that are none of its own.

use profile_api::ROUTES;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use tokio::runtime::Builder;

use crate::ask::Ask;
use crate::world::World;

#[tokio::test]
async fn an_unknown_path_is_a_problem() {
    let world = World::new().await;
    for path in [
        "",
        "/",
        "/v1",
        "/v1/",
        "/v2/me",
        "/v1/me/",
        "/V1/ME",
        "/v1/builders/",
        "//v1/me",
        "/v1/builders/../me",
        "/v1/users/a/b/c",
        "/v1/builders/a/validation-tier/x",
        "no-slash",
        "/v1/users//audit/",
    ] {
        for method in ["GET", "PATCH", "BREW"] {
            let told = world.ask(&Ask::new(method, path).of("grace")).await;
            assert_eq!(told.problem(), (404, "not_found".to_owned()), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_method_that_is_not_allowed_is_told_which_are() {
    let world = World::new().await;
    for (method, path, allowed) in [
        ("POST", "/v1/me", "GET,HEAD"),
        ("POST", "/v1/builders/x", "GET,HEAD,PATCH,DELETE"),
        ("GET", "/v1/users/x/roles", "PUT"),
        ("DELETE", "/v1/reconciliations", "GET,HEAD,POST"),
        ("BREW", "/v1/health", "GET,HEAD"),
        ("not a method", "/v1/health", "GET,HEAD"),
    ] {
        let told = world.ask(&Ask::new(method, path)).await;
        assert_eq!(told.problem(), (405, "method_not_allowed".to_owned()), "{method} {path}");
        assert_eq!(told.header("allow"), Some(allowed), "{method} {path}");
    }
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let world = World::new().await;

    let told = world.ask(&Ask::new("HEAD", "/v1/builders/by-slug/ada")).await;

    assert_eq!((told.status, told.text.as_str()), (200, ""));
    assert_eq!(told.etag(), "\"b7.u1.p\"");
    let nobody = world.ask(&Ask::new("HEAD", "/v1/builders/by-slug/nobody")).await;
    assert_eq!((nobody.status, nobody.text.as_str()), (404, ""));
}

#[tokio::test]
async fn what_http_does_not_allow_in_a_request_stops_nobody() {
    let world = World::new().await;
    for query in ["\"<>{}|\\^`", "%", "%zz", "=", "&&", "é", "a=\u{0}", "#x"] {
        let told = world.ask(&Ask::get(&format!("/v1/builders?{query}"))).await;
        assert!([200, 422].contains(&told.status), "{query}: {told:?}");
    }
    let told =
        world.ask(&Ask::get("/v1/health").header("x-name", "Zoë\n").header("a b", "c")).await;
    assert_eq!(told.json(), json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }));
    let long = format!("/v1/builders/{}", "x".repeat(100_000));
    assert_eq!(world.ask(&Ask::get(&long)).await.status, 404);
}

#[tokio::test]
async fn every_request_is_counted_by_its_route() {
    let world = World::new().await;
    world.ask(&Ask::get("/v1/builders/by-slug/ada")).await;
    world.ask(&Ask::get("/v1/builders/by-slug/nobody")).await;
    world.ask(&Ask::new("BREW", "/v1/planted-path")).await;

    assert_eq!(
        world.counted("RequestDuration"),
        ["GET /v1/builders/by-slug/{slug}", "GET /v1/builders/by-slug/{slug}", "none"]
    );
    assert_eq!(world.counted("Requests").len(), 3);
    assert_eq!(world.counted("ClientErrors").len(), 2);
    assert!(world.metrics().iter().all(|it| it["Function"] == "profile-api"));
}

#[tokio::test]
async fn nobody_can_make_up_names_of_metrics() {
    let world = World::new().await;
    for (method, path) in
        [("PUT", "/v1/me"), ("BREW", "/v1/me"), ("OPTIONS", "/v1/me"), ("GET", "/v1/planted")]
    {
        world.ask(&Ask::new(method, path)).await;
    }
    world.ask(&Ask::new("HEAD", "/v1/health")).await;

    let routes = world.counted("RequestDuration");
    assert_eq!(routes, ["none", "none", "none", "none", "GET /v1/health"]);
}

#[tokio::test]
async fn a_question_for_the_methods_is_answered_without_a_token() {
    let world = World::new().await;
    let told = world.ask(&Ask::new("OPTIONS", "/v1/builders/x")).await;
    assert_eq!((told.status, told.text.as_str()), (204, ""));
    assert_eq!(told.header("allow"), Some("GET,HEAD,PATCH,DELETE"));
    assert_eq!(world.ask(&Ask::new("OPTIONS", "/v1/nowhere")).await.status, 404);
}

/// A request of some route, with anything at all in every place where somebody may put it.
fn any_request() -> impl Strategy<Value = Ask> {
    let names = prop_oneof![Just("ada".to_owned()), Just(crate::people::id("ada")), ".{0,20}"];
    let caller = select(vec!["ada", "grace", "bob"]);
    let query = prop_oneof!["[a-zA-Z]{1,9}=.{0,9}", "(limit|cursor|from|status|domain)=.{0,9}"];
    let body = prop_oneof![
        Just("{}".to_owned()),
        ".{0,30}",
        "\\{\"(bio|slug|hourlyRate|roles|mode|socialLinks)\":(\"[a-z0-9]{0,9}\"|[0-9]{1,5}|null|\\{\\})\\}",
    ];
    (select(ROUTES), names, query, caller, body, ".{0,20}").prop_map(
        |(route, name, query, caller, body, tag)| {
            let parts =
                route.path.split('/').map(|it| if it.starts_with('{') { &name } else { it });
            let path = parts.collect::<Vec<_>>().join("/");
            let ask = Ask::new(route.method, &format!("{path}?{query}")).of(caller);
            ask.seen(&tag).header("content-type", "application/json").body(&body)
        },
    )
}

proptest! {
    /// That it keeps to the contract, `World::ask` sees to.
    #[test]
    fn no_request_makes_it_fail(ask in any_request()) {
        let runtime = Builder::new_current_thread().build().unwrap();
        let told = runtime.block_on(async { World::new().await.ask(&ask).await });

        prop_assert!(told.status < 500, "{:?}: {:?}", ask, told);
    }
}

#[tokio::test]
async fn however_much_is_wrong_the_answer_stays_short() {
    let world = World::new().await;
    let names: Vec<_> = (0..2_500).map(|it| it.to_string()).collect();
    let told = world.ask(&Ask::get(&format!("/v1/builders?{}", names.join("&")))).await;
    assert_eq!(told.json()["errors"].as_array().unwrap().len(), 100);

    let many: Value = names.iter().map(|it| (it.clone(), json!(1))).collect();
    let run = Ask::new("POST", "/v1/reconciliations").of("grace");
    let told = world.ask(&run.clone().json(&many)).await;
    assert_eq!(told.json()["errors"].as_array().unwrap().len(), 100);

    let told = world.ask(&run.json(&json!({ "x".repeat(100_000): 1 }))).await;
    assert!(told.text.len() < 1_000, "{}", told.text.len());
}

#[tokio::test]
async fn what_is_said_to_be_compressed_is_not_read() {
    let world = World::new().await;
    let run = Ask::new("POST", "/v1/reconciliations").of("grace").json(&json!({}));
    for encoding in ["gzip", "br", "nonsense"] {
        let told = world.ask(&run.clone().header("content-encoding", encoding)).await;
        assert_eq!(told.problem(), (400, "invalid_json".to_owned()), "{encoding}");
    }
    assert_eq!(world.ask(&run.header("content-encoding", "identity")).await.status, 202);
}
