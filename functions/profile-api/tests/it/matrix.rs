//! Who may do what: every kind of caller at every route, and the status that each gets.
//!
//! Paths are about Ada, a builder and client. The owner is Ada; the impersonated one is
//! somebody who acts as Ada and may only look; the pending one is Ada, who hasn't done yet what
//! Clerk asks of her after signing in, so that her token counts as none.

use profile_api::ROUTES;
use serde_json::json;

use crate::ask::Ask;
use crate::mint::Token;
use crate::people;
use crate::world::{World, run_id};

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

/// A method, a path, and a status for each kind of caller.
type Row = (&'static str, &'static str, Vec<u16>);

/// The kinds of callers, and the rows.
fn rows() -> (Vec<&'static str>, Vec<Row>) {
    let mut lines = MATRIX.trim().lines().map(|it| it.split_whitespace().collect::<Vec<_>>());
    let callers = lines.next().unwrap();
    let row = |it: Vec<&'static str>| {
        let statuses: Vec<_> = it[2..].iter().map(|it| it.parse().unwrap()).collect();
        assert_eq!(statuses.len(), callers.len(), "{it:?}");
        (it[0], it[1], statuses)
    };
    let rows = lines.map(row).collect();
    (callers, rows)
}

fn token(caller: &str) -> Option<Token> {
    let of = |name: &str| Token::of(&people::clerk_id(name));
    let actor =
        json!({ "iss": "https://dashboard.clerk.com", "sid": "sess_2", "sub": "user_grace" });
    Some(match caller {
        "nobody" => return None,
        "client" => of("charles"),
        "builder" => of("bob"),
        "owner" => of("ada"),
        "admin" => of("grace"),
        "suspended" => of("sid"),
        "deleted" => of("dora"),
        "impersonated" => of("ada").claim("act", actor),
        "pending" => of("ada").claim("sts", "pending"),
        other => panic!("{other}"),
    })
}

/// A request that has nothing wrong with it.
fn ask(method: &str, path: &str) -> Ask {
    let filled = path
        .replace("{userId}", &people::id("ada"))
        .replace("{slug}", "ada")
        .replace("{svixId}", "msg_failed")
        .replace("{runId}", run_id().as_str());
    let ask = Ask::new(method, &filled);
    match (method, path) {
        ("PATCH", "/v1/builders/{userId}") => ask.seen("*").json(&json!({ "bio": "anew" })),
        ("PATCH", _) => ask.seen("*").json(&json!({ "industry": "looms" })),
        ("PUT", "/v1/users/{userId}/roles") => ask.json(&json!({ "roles": ["CLIENT"] })),
        ("PUT", _) => ask.json(&json!({ "validationTier": 2 })),
        ("POST", "/v1/reconciliations") => ask.json(&json!({})),
        _ => ask,
    }
}

#[test]
fn no_route_is_missing() {
    let rows: Vec<_> = rows().1.into_iter().map(|(method, path, _)| (method, path)).collect();
    let routes: Vec<_> = ROUTES.iter().map(|it| (it.method, it.path)).collect();

    assert_eq!(rows, routes);
}

#[tokio::test]
async fn everybody_may_do_what_the_matrix_says_and_nothing_else() {
    let (callers, rows) = rows();
    for (method, path, statuses) in rows {
        for (caller, expected) in callers.iter().zip(statuses) {
            let world = World::new().await;
            let before = world.api.store.inner.people();
            let ask = ask(method, path);
            let ask = token(caller).map_or(ask.clone(), |it| ask.with_token(&it));

            let told = world.ask(&ask).await;

            assert_eq!(told.status, expected, "{method} {path} by {caller}: {told:?}");
            if expected >= 400 {
                assert_eq!(world.api.store.inner.people(), before, "{method} {path} by {caller}");
                assert!(world.api.queue.messages().is_empty(), "{method} {path} by {caller}");
                assert!(world.api.starter.requests().is_empty(), "{method} {path} by {caller}");
            }
        }
    }
}
