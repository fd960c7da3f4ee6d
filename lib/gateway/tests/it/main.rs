//! Events as API Gateway makes them, through and through.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Mutex;

use bytes::Bytes;
use http::{Request, Response};
use lambda_runtime::{Context, LambdaEvent};
use profile_gateway::{Arrival, Event, serve};
use serde_json::{Value, json};

fn event(body: &Value, is_base64: bool) -> LambdaEvent<Event> {
    let event = json!({
        "version": "2.0", "routeKey": "POST /v1/{proxy+}", "rawPath": "/v1/things",
        "rawQueryString": "a=1&a=2", "cookies": ["a=1"],
        "headers": { "content-type": "application/json", "x-several": "a,b" },
        "queryStringParameters": { "a": "1,2" },
        "requestContext": {
            "accountId": "123456789012", "apiId": "api", "domainName": "api.example.com",
            "http": {
                "method": "POST", "path": "/v1/things", "protocol": "HTTP/1.1",
                "sourceIp": "203.0.113.7", "userAgent": "tests/1.0",
            },
            "requestId": "JKJaXmPLvHcESHA=", "stage": "$default",
            "time": "13/Nov/2025:02:13:20 +0000", "timeEpoch": 1_763_000_000_000_u64,
        },
        "body": body, "isBase64Encoded": is_base64,
    });
    let mut context = Context::default();
    context.xray_trace_id = Some("Root=1".to_owned());
    LambdaEvent::new(serde_json::from_value(event).unwrap(), context)
}

/// What a handler is given.
async fn handed(event: LambdaEvent<Event>) -> (Request<Bytes>, Arrival) {
    let seen = Mutex::new(None);
    let answer = async |request, arrival| {
        *seen.lock().unwrap() = Some((request, arrival));
        Response::default()
    };
    serve(event, answer).await.unwrap();
    seen.into_inner().unwrap().unwrap()
}

#[tokio::test]
async fn a_request_is_handed_on_as_it_was_made() {
    let (request, arrival) = handed(event(&json!("{ }"), false)).await;

    assert_eq!((request.method().as_str(), request.body().as_ref()), ("POST", &b"{ }"[..]));
    assert_eq!(request.uri(), "/v1/things?a=1&a=2");
    assert_eq!(request.headers()["x-several"], "a,b");
    let known = Arrival {
        request_id: "JKJaXmPLvHcESHA=".to_owned(),
        source_ip: Some("203.0.113.7".to_owned()),
        user_agent: Some("tests/1.0".to_owned()),
        trace: Some("Root=1".to_owned()),
    };
    assert_eq!(arrival, known);
}

#[tokio::test]
async fn a_body_may_be_base64_or_missing() {
    assert_eq!(handed(event(&json!("aGk="), true)).await.0.body(), "hi");
    assert_eq!(handed(event(&json!(null), false)).await.0.body(), "");
}

#[tokio::test]
async fn an_answer_is_written_as_api_gateway_reads_it() {
    let reply = serve(event(&json!(null), false), async |_, _| {
        Response::builder().status(201).header("etag", "\"1\"").body("{}".into()).unwrap()
    });

    let reply = serde_json::to_value(reply.await.unwrap()).unwrap();

    let expected = json!({
        "statusCode": 201, "headers": { "etag": "\"1\"" }, "body": "{}", "isBase64Encoded": false,
    });
    assert_eq!(reply, expected);
}
