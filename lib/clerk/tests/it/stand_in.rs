//! A server that answers from a script, byte by byte if need be.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use profile_clerk::{BaseUrl, ClerkApi, RateLimit, Timeouts};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

use crate::secret::Secret;

pub(crate) const TIMEOUTS: Timeouts =
    Timeouts { attempt: Duration::from_millis(400), total: Duration::from_secs(6) };

/// What the server does with one request.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Sends these bytes and closes the connection.
    Bytes(Vec<u8>),
    /// Sends these bytes one by one, each after the pause.
    Slow(Vec<u8>, Duration),
    /// Never answers.
    Hang,
}

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Received {
    /// The request line and the headers, in lower case but for the line.
    pub(crate) head: String,
    pub(crate) body: String,
}

#[derive(Clone)]
pub(crate) struct StandIn {
    pub(crate) address: SocketAddr,
    state: Arc<Mutex<State>>,
}

struct State {
    script: VecDeque<Reply>,
    received: Vec<Received>,
}

impl Reply {
    pub(crate) fn status(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::with_headers(status, "", body)
    }

    /// `headers` are whole lines with their ends.
    pub(crate) fn with_headers(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes = format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
             connection: close\r\n{headers}\r\n",
            body.len()
        )
        .into_bytes();
        bytes.extend_from_slice(body);
        Self::Bytes(bytes)
    }

    /// An error as Clerk words it, with an address in its words.
    pub(crate) fn error(status: u16, code: &str) -> Self {
        Self::status(status, error_body(code))
    }

    pub(crate) fn user(id: &str) -> Self {
        Self::status(200, json!({ "id": id }).to_string())
    }
}

pub(crate) fn error_body(code: &str) -> String {
    json!({
        "errors": [{ "code": code, "message": "ada@example.com", "long_message": "Ada Byron" }],
        "clerk_trace_id": "trace-1",
    })
    .to_string()
}

impl StandIn {
    /// Answers from `script`, and for ever after as the last of it says.
    pub(crate) async fn start(script: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = State { script: script.into_iter().collect(), received: Vec::new() };
        let server = Self { address, state: Arc::new(Mutex::new(state)) };
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = accepting.clone();
                tokio::spawn(async move { server.serve(stream).await });
            }
        });
        server
    }

    pub(crate) fn base(&self) -> BaseUrl {
        format!("http://{}", self.address).parse().unwrap()
    }

    /// A client with a good key and no limit that would be felt.
    pub(crate) fn client(&self) -> ClerkApi<Secret> {
        self.client_with(Secret::holding("sk_test_abc"))
    }

    pub(crate) fn client_with(&self, secret: Secret) -> ClerkApi<Secret> {
        self.client_of(None, secret)
    }

    /// A client whose key must be of `instance`.
    pub(crate) fn client_of(&self, instance: Option<&str>, secret: Secret) -> ClerkApi<Secret> {
        let limit = RateLimit::share(100_000, 100);
        ClerkApi::new(self.base(), secret, instance.map(str::to_owned), limit, TIMEOUTS).unwrap()
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.state.lock().unwrap().received.clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.state.lock().unwrap().received.len()
    }

    async fn serve(&self, mut stream: TcpStream) {
        let Some(request) = read_request(&mut stream).await else { return };
        let reply = self.next_reply(request);
        match reply {
            Reply::Bytes(bytes) => {
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
            }
            Reply::Slow(bytes, pause) => {
                for byte in bytes {
                    sleep(pause).await;
                    if stream.write_all(&[byte]).await.is_err() {
                        return;
                    }
                }
            }
            Reply::Hang => std::future::pending().await,
        }
    }

    fn next_reply(&self, request: Received) -> Reply {
        let mut state = self.state.lock().unwrap();
        state.received.push(request);
        let last = state.script.len() == 1;
        if last { state.script[0].clone() } else { state.script.pop_front().unwrap() }
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|it| it == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let length = head.lines().find_map(|it| it.strip_prefix("content-length: "));
    let length: usize = length.map_or(0, |it| it.parse().unwrap());
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Received { head, body: String::from_utf8(body).unwrap() })
}
