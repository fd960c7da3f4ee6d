//! The real binary, and what strangers may send it. An error that it reports rings an alarm:
//! none of them may cause one.

use serde_json::{Value, json};

use crate::lambda::Lambda;

/// An event of API Gateway's (payload 2.0), as small as the function needs it.
fn event(query: &str, headers: &Value) -> Value {
    json!({
        "version": "2.0", "rawPath": "/webhooks/clerk", "rawQueryString": query,
        "headers": headers,
        "requestContext": {
            "requestId": "r1", "stage": "$default", "timeEpoch": 0,
            "http": {
                "method": "POST", "path": "/webhooks/clerk", "protocol": "HTTP/1.1",
                "sourceIp": "203.0.113.7", "userAgent": "tests/1.0",
            },
        },
        "body": "{}", "isBase64Encoded": false,
    })
}

#[test]
fn nothing_that_a_stranger_sends_makes_it_report_an_error() {
    let long = "x".repeat(100_000);
    let mut events = Vec::new();
    for query in ["a=1", "\"", "<script>", "a b", "{}|\\^`", "é\n", "%", "#x", &long] {
        events.push(event(query, &json!({})));
    }
    for (name, value) in [("bad name", "a"), ("x-name", "Zoë\n"), ("", ""), ("host", "a b\"<")] {
        events.push(event("", &json!({ name: value })));
    }
    for path in ["", "no-slash", "/../..", "/a b?c#<>\\", &long] {
        let mut event = event("", &json!({}));
        event["rawPath"] = json!(path);
        events.push(event);
    }
    let mut method = event("", &json!({}));
    method["requestContext"]["http"]["method"] = json!("no method");
    let signed = json!({ "svix-id": "msg_1", "svix-timestamp": "1", "svix-signature": "v1,AA==" });
    let mut body = event("", &signed);
    body["body"] = json!("no base64!");
    body["isBase64Encoded"] = json!(true);
    events.extend([method, body]);

    let lambda = Lambda::start();
    let mut failures = Vec::new();
    for event in events {
        let (kind, answer) = lambda.invoke(&event.to_string());
        if (kind.as_str(), &answer["statusCode"]) != ("response", &json!(400)) {
            let sent: String = event.to_string().chars().take(200).collect();
            failures.push(format!("{sent}: {kind} {answer}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_is_no_event_is_an_error_and_the_next_one_is_answered() {
    let lambda = Lambda::start();
    for text in ["null", "[]", "{}", "{\"rawPath\": \"planted\"}", "\"planted\"", "planted"] {
        let (kind, error) = lambda.invoke(text);
        assert_eq!(kind, "error", "{text}: {error}");
        assert!(!error.to_string().contains("planted"), "{error}");
    }

    let (kind, answer) = lambda.invoke(&event("", &json!({})).to_string());

    assert_eq!((kind.as_str(), &answer["statusCode"]), ("response", &json!(400)));
}
