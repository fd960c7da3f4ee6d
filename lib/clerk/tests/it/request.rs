//! What every request carries, and where it goes.

use profile_clerk::{ClerkApi, RateLimit};
use profile_core::{ClerkId, UserDirectory};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::answers::{ALL, Question, ask, good};
use crate::secret::Secret;
use crate::stand_in::{StandIn, TIMEOUTS};

#[tokio::test]
async fn each_request_pins_the_version_and_says_who_asks() {
    for question in ALL {
        let server = StandIn::start([good(question)]).await;

        ask(&server.client(), question).await.unwrap();

        let head = &server.received()[0].head;
        for line in [
            "clerk-api-version: 2026-05-12",
            "authorization: Bearer sk_test_abc",
            concat!("user-agent: profile-sync/", env!("CARGO_PKG_VERSION")),
            "accept: application/json",
        ] {
            assert_eq!(head.lines().filter(|it| *it == line).count(), 1, "{line}: {head}");
        }
        let json = head.contains("\r\ncontent-type: application/json");
        assert_eq!(json, question == Question::Merge);
        assert!(!head.contains("__clerk_api_version"), "one of the two ways, never both");
    }
}

#[tokio::test]
async fn an_id_leads_to_no_other_place() {
    let server = StandIn::start([good(Question::User)]).await;
    let id = ClerkId::parse("../count?x=#%00").unwrap();

    let _ = server.client().user(&id).await;

    let head = &server.received()[0].head;
    assert!(head.starts_with("GET /v1/users/%2E%2E%2Fcount%3Fx%3D%23%2500 HTTP/1.1\r\n"), "{head}");
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    let server = StandIn::start([good(Question::User)]).await;
    let base = format!("http://{}/clerk/", server.address).parse().unwrap();
    let secret = Secret::holding("sk_test_abc");
    let clerk = ClerkApi::new(base, secret, None, RateLimit::share(1000, 100), TIMEOUTS).unwrap();

    ask(&clerk, Question::User).await.unwrap();

    assert!(server.received()[0].head.starts_with("GET /clerk/v1/users/user_ada HTTP/1.1\r\n"));
}

#[tokio::test]
async fn https_means_tls_and_nothing_is_said_before_it() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap()).parse().unwrap();
    let secret = Secret::holding("sk_test_abc");
    let clerk = ClerkApi::new(base, secret, None, RateLimit::share(1000, 100), TIMEOUTS).unwrap();
    let server = tokio::spawn(async move {
        let mut first = [0; 6];
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_exact(&mut first).await.unwrap();
        first
    });

    ask(&clerk, Question::User).await.unwrap_err();

    let [handshake, 3, _, _, _, hello] = server.await.unwrap() else { panic!("no TLS") };
    assert_eq!((handshake, hello), (22, 1), "a client's hello");
}
