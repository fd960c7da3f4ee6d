//! An endpoint for webhooks that writes down what it gets.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use clerk_simulator::Endpoint;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use svix::webhooks::Webhook;
use tokio::net::TcpListener;

pub(crate) const SECRET: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
pub(crate) const ANOTHER_SECRET: &str = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";

pub(crate) struct Receiver {
    url: String,
    inbox: Arc<Inbox>,
}

#[derive(Default)]
struct Inbox {
    posts: Mutex<Vec<Post>>,
    /// What to answer next; 200 when nothing is left.
    answers: Mutex<VecDeque<u16>>,
}

/// One post.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Receiver {
    /// Answers with these statuses, then with 200.
    pub(crate) async fn start(answers: &[u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/webhooks", listener.local_addr().unwrap());
        let inbox = Arc::new(Inbox::default());
        inbox.answers.lock().unwrap().extend(answers);
        tokio::spawn(serve(listener, Arc::clone(&inbox)));
        Self { url, inbox }
    }

    pub(crate) fn endpoint(&self) -> Endpoint {
        self.endpoint_with(SECRET)
    }

    pub(crate) fn endpoint_with(&self, secret: &str) -> Endpoint {
        Endpoint { url: self.url.clone(), secret: secret.to_owned() }
    }

    /// What came so far.
    pub(crate) fn posts(&self) -> Vec<Post> {
        self.inbox.posts.lock().unwrap().clone()
    }

    /// The first names in the users of the events that came.
    pub(crate) fn first_names(&self) -> Vec<String> {
        let name = |it: &Post| it.event()["data"]["first_name"].as_str().unwrap_or("").to_owned();
        self.posts().iter().map(name).collect()
    }
}

impl Post {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap().to_str().unwrap()
    }

    pub(crate) fn event(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn is_signed_with(&self, secret: &str) -> bool {
        Webhook::new(secret).unwrap().verify(&self.body, &self.headers).is_ok()
    }
}

async fn serve(listener: TcpListener, inbox: Arc<Inbox>) {
    while let Ok((stream, _)) = listener.accept().await {
        let inbox = Arc::clone(&inbox);
        let service = service_fn(move |request: Request<hyper::body::Incoming>| {
            let inbox = Arc::clone(&inbox);
            async move {
                let (parts, body) = request.into_parts();
                let body = to_bytes(Body::new(body), usize::MAX).await.unwrap().to_vec();
                inbox.posts.lock().unwrap().push(Post { headers: parts.headers, body });
                let status = inbox.answers.lock().unwrap().pop_front().unwrap_or(200);
                let mut response = Response::new(Body::empty());
                *response.status_mut() = status.try_into().unwrap();
                Ok::<_, Infallible>(response)
            }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}
