//! Who may do what, by HTTP: every route of the deployed template, every kind of caller, and
//! the status that each gets.
//!
//! Paths are about Ada, a builder and client. The owner is Ada; the impersonated one is
//! somebody who acts as Ada and may only look; the pending one is Ada, who hasn't done yet what
//! Clerk asks of her after signing in, so that her token counts as none.

use std::collections::BTreeSet;

use clerk_simulator::TokenRequest;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

use crate::support::api::{Ask, Member};
use crate::support::clerk::{Event, unique};
use crate::support::stack::Stack;

const MATRIX: &str = "
                                           nobody client builder owner admin suspended deleted impersonated pending
GET    /v1/health                            200   200    200    200   200      200     200        200        200
GET    /v1/openapi.json                      200   200    200    200   200      200     200        200        200
GET    /v1/me                                401   200    200    200   200      200     403        200        401
GET    /v1/builders                          200   200    200    200   200      200     200        200        401
GET    /v1/builders/by-slug/{slug}           200   200    200    200   200      200     403        200        401
GET    /v1/builders/{userId}                 200   200    200    200   200      200     403        200        401
PATCH  /v1/builders/{userId}                 401   403    403    200   200      403     403        403        401
DELETE /v1/builders/{userId}                 401   403    403    403   204      403     403        403        401
PUT    /v1/builders/{userId}/validation-tier 401   403    403    403   200      403     403        403        401
GET    /v1/clients/{userId}                  401   403    403    200   200      403     403        200        401
PATCH  /v1/clients/{userId}                  401   403    403    200   200      403     403        403        401
GET    /v1/users/{userId}                    401   403    403    200   200      403     403        200        401
PUT    /v1/users/{userId}/roles              401   403    403    403   200      403     403        403        401
GET    /v1/users/{userId}/audit              401   403    403    403   200      403     403        403        401
GET    /v1/users/{userId}/comparison         401   403    403    403   200      403     403        403        401
GET    /v1/webhook-events                    401   403    403    403   200      403     403        403        401
GET    /v1/webhook-events/{svixId}           401   403    403    403   200      403     403        403        401
POST   /v1/webhook-events/{svixId}/retry     401   403    403    403   202      403     403        403        401
GET    /v1/reconciliations                   401   403    403    403   200      403     403        403        401
POST   /v1/reconciliations                   401   403    403    403   202      403     403        403        401
GET    /v1/reconciliations/{runId}           401   403    403    403   200      403     403        403        401
GET    /v1/sync-status                       401   403    403    403   200      403     403        403        401
";

/// What the gateway routes besides: Clerk's webhooks, and what the function is to refuse.
const OTHERS: [&str; 2] = ["POST /webhooks/clerk", "ANY /v1/{proxy+}"];

/// The local stack takes any signature of this key.
const AUTHORIZATION: &str = "AWS4-HMAC-SHA256 \
    Credential=test/20260101/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0";

/// A row: a route, and a status for each kind of caller.
struct Row {
    method: &'static str,
    path: &'static str,
    statuses: Vec<u16>,
}

/// The kinds of callers, and the rows.
fn table() -> (Vec<&'static str>, Vec<Row>) {
    let mut lines = MATRIX.trim().lines().map(|it| it.split_whitespace().collect::<Vec<_>>());
    let callers = lines.next().unwrap();
    let rows = lines.map(|it| {
        let statuses: Vec<_> = it[2..].iter().map(|it| it.parse().unwrap()).collect();
        assert_eq!(statuses.len(), callers.len(), "{it:?}");
        Row { method: it[0], path: it[1], statuses }
    });
    let rows = rows.collect();
    (callers, rows)
}

/// Everybody, and what the paths name.
struct Cast {
    ada: Member,
    client: Member,
    builder: Member,
    admin: Member,
    suspended: Member,
    deleted: Member,
    impersonated: String,
    pending: String,
    slug: String,
    svix_id: String,
    run_id: String,
}

impl Cast {
    async fn of(stack: &Stack) -> Self {
        let ada = stack.member(&["CLIENT", "BUILDER"]).await;
        let admin = stack.member(&["ADMIN"]).await;
        let slug = format!("ada-{}", unique());
        let patch = Ask::patch(ada.builder(), &json!({ "slug": slug })).by(&ada);
        stack.ask(patch).await.ok();
        let suspended = stack.member(&["BUILDER"]).await;
        stack.punish(suspended.clerk_id(), "ban").await;
        stack.caught_up(suspended.clerk_id()).await;
        let deleted = stack.member(&["BUILDER"]).await;
        stack.settle(&deleted.someone.deleted()).await;
        // It doesn't say whom it is about, so that it fails however often it is tried.
        let event = Event::new(r#"{"type":"user.updated","data":{}}"#);
        stack.deliver(&event).await;
        stack.failed(&event.id).await;
        let run = stack.ask(Ask::post("/v1/reconciliations", &json!({})).by(&admin)).await;
        let run = stack.run_at(run.header("location"), &admin).await;
        let of_ada = TokenRequest::of(ada.clerk_id());
        let actor = json!({ "sub": "user_2Somebody", "sid": "sess_2" });
        Self {
            client: stack.member(&["CLIENT"]).await,
            builder: stack.member(&["BUILDER"]).await,
            impersonated: stack.token(&of_ada.clone().claim("act", actor)).await,
            pending: stack.token(&of_ada.claim("sts", "pending")).await,
            ada,
            admin,
            suspended,
            deleted,
            slug,
            svix_id: event.id,
            run_id: run["runId"].as_str().unwrap().to_owned(),
        }
    }

    fn token(&self, caller: &str) -> Option<&str> {
        Some(match caller {
            "nobody" => return None,
            "client" => &self.client.token,
            "builder" => &self.builder.token,
            "owner" => &self.ada.token,
            "admin" => &self.admin.token,
            "suspended" => &self.suspended.token,
            "deleted" => &self.deleted.token,
            "impersonated" => &self.impersonated,
            "pending" => &self.pending,
            other => panic!("{other}"),
        })
    }

    /// A request that has nothing wrong with it.
    fn ask(&self, method: &str, path: &str) -> Ask {
        let filled = path
            .replace("{userId}", &self.ada.id)
            .replace("{slug}", &self.slug)
            .replace("{svixId}", &self.svix_id)
            .replace("{runId}", &self.run_id);
        match (method, path) {
            ("PATCH", "/v1/builders/{userId}") => Ask::patch(filled, &json!({ "bio": unique() })),
            ("PATCH", _) => Ask::patch(filled, &json!({ "industry": unique() })),
            ("PUT", "/v1/users/{userId}/roles") => {
                Ask::put(filled, &json!({ "roles": ["CLIENT", "BUILDER"] }))
            }
            ("PUT", _) => Ask::put(filled, &json!({ "validationTier": 2 })),
            ("POST", "/v1/reconciliations") => Ask::post(filled, &json!({})),
            _ => Ask::new(method.parse().unwrap(), filled),
        }
    }
}

/// What the gateway was told to route.
async fn deployed_routes(stack: &Stack) -> BTreeSet<String> {
    let api_url = &stack.description.api_url;
    let api = api_url.split('/').rev().nth(1).expect("the address ends in the API and its stage");
    let url = format!("{}/v2/apis/{api}/routes", stack.description.aws_endpoint);
    let answer = stack.http.get(url).header("authorization", AUTHORIZATION).send().await.unwrap();
    let routes: serde_json::Value = answer.json().await.unwrap();
    let items = routes["items"].as_array().unwrap().iter();
    items.map(|it| it["routeKey"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_table_has_every_route_that_is_deployed() {
    let stack = Stack::find().await;
    let rows = table().1.into_iter().map(|it| format!("{} {}", it.method, it.path));
    let expected: BTreeSet<_> = rows.chain(OTHERS.map(str::to_owned)).collect();

    assert_eq!(deployed_routes(&stack).await, expected);
}

#[tokio::test]
async fn everybody_may_do_what_the_table_says_and_nothing_else() {
    let stack = Stack::find().await;
    let cast = Cast::of(&stack).await;
    let (callers, rows) = table();
    let version = async || stack.person(cast.ada.clerk_id()).await.version();
    let mut run = String::new();

    for Row { method, path, statuses } in rows {
        let cells = callers.iter().copied().zip(statuses);
        let (refused, allowed): (Vec<_>, Vec<_>) = cells.partition(|(_, status)| *status >= 400);
        let check = async |(caller, expected): (&str, u16)| {
            let ask = cast.ask(method, path);
            let ask = cast.token(caller).map_or(ask.clone(), |it| ask.with(it));
            let told = stack.ask(ask).await;
            assert_eq!(told.status, expected, "{method} {path} by {caller}: {told:?}");
            told
        };

        let before = version().await;
        join_all(refused.into_iter().map(check)).await;
        assert_eq!(version().await, before, "{method} {path} wrote something");
        for cell in allowed {
            let told = check(cell).await;
            if (method, path) == ("POST", "/v1/reconciliations") {
                told.header("location").clone_into(&mut run);
            }
        }
    }
    // Who has the stack next may want it for a run of their own.
    stack.run_at(&run, &cast.admin).await;
}

#[tokio::test]
async fn what_is_no_route_is_refused_as_a_problem() {
    let stack = Stack::find().await;
    let admin = stack.member(&["ADMIN"]).await;

    for (method, path, expected) in [
        (Method::GET, "/v1/nothing", (404, "not_found")),
        (Method::GET, "/v1/builders/by-slug", (404, "not_found")),
        (Method::GET, "/v1/users", (404, "not_found")),
        (Method::GET, "/v1/me/", (404, "not_found")),
        (Method::POST, "/v1/me", (405, "method_not_allowed")),
        (Method::PUT, "/v1/builders", (405, "method_not_allowed")),
        (Method::DELETE, "/v1/reconciliations", (405, "method_not_allowed")),
    ] {
        let told = stack.ask(Ask::new(method.clone(), path).by(&admin)).await;

        let (status, name) = told.problem();
        assert_eq!((status, name.as_str()), expected, "{method} {path}");
        assert_eq!(told.header("allow").is_empty(), status == 404, "{told:?}");
    }
}
