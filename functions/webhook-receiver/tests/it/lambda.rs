//! A stand-in for Lambda around the real binary: its Runtime API, and the secret.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::{Value, json};

const SECRET: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

/// The function, started, and what goes to it and comes from it.
pub(crate) struct Lambda {
    function: Child,
    events: Sender<String>,
    answers: Receiver<(String, Value)>,
}

impl Lambda {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (events, next) = channel();
        let (answered, answers) = channel();
        std::thread::spawn(move || {
            // The function has one request under way at a time.
            while let Ok((stream, _)) = listener.accept() {
                if serve(stream, &next, &answered).is_none() {
                    return;
                }
            }
        });
        let function = Command::new(env!("CARGO_BIN_EXE_webhook-receiver"))
            .env_clear()
            .envs(environment(&address))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self { function, events, answers }
    }

    /// Hands an event over. Returns whether the function gave a `response` or reported an
    /// `error`, and which.
    pub(crate) fn invoke(&self, event: &str) -> (String, Value) {
        self.events.send(event.to_owned()).unwrap();
        self.answers.recv_timeout(Duration::from_secs(20)).unwrap()
    }
}

impl Drop for Lambda {
    fn drop(&mut self) {
        self.function.kill().unwrap();
        self.function.wait().unwrap();
    }
}

fn environment(address: &str) -> [(&'static str, String); 11] {
    [
        ("AWS_ACCESS_KEY_ID", "test".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
        ("AWS_REGION", "us-east-1".to_owned()),
        ("AWS_ENDPOINT_URL", format!("http://{address}")),
        ("AWS_LAMBDA_FUNCTION_NAME", "webhook-receiver".to_owned()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256".to_owned()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1".to_owned()),
        ("AWS_LAMBDA_RUNTIME_API", address.to_owned()),
        ("EVENT_QUEUE_URL", format!("http://{address}/queue")),
        ("CLERK_WEBHOOK_SECRET_ID", "clerk".to_owned()),
        ("METRICS_NAMESPACE", "test".to_owned()),
    ]
}

/// Answers one request; none when the test is over.
fn serve(
    mut stream: TcpStream,
    events: &Receiver<String>,
    answered: &Sender<(String, Value)>,
) -> Option<()> {
    let (path, body) = read(&stream);
    let (head, answer) = match path.rsplit('/').next().unwrap() {
        "next" => {
            let head = "200 OK\r\nlambda-runtime-aws-request-id: r1\r\n\
                        lambda-runtime-deadline-ms: 4000000000000\r\n\
                        lambda-runtime-invoked-function-arn: arn";
            (head, events.recv().ok()?)
        }
        kind @ ("response" | "error") => {
            answered.send((kind.to_owned(), serde_json::from_slice(&body).unwrap())).ok()?;
            ("202 Accepted", String::new())
        }
        _ => ("200 OK", json!({ "SecretString": SECRET }).to_string()),
    };
    let length = answer.len();
    let head = format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    // The function may be stopped already.
    stream.write_all(format!("{head}{answer}").as_bytes()).ok()
}

/// The path and the body of a request.
fn read(stream: &TcpStream) -> (String, Vec<u8>) {
    let mut reader = BufReader::new(stream);
    let mut lines = (&mut reader).lines().map_while(Result::ok).take_while(|it| !it.is_empty());
    let first = lines.next().unwrap_or_default();
    let length = lines.filter_map(|it| it.strip_prefix("content-length: ")?.parse().ok()).last();
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).unwrap();
    (first.split(' ').nth(1).unwrap_or_default().to_owned(), body)
}
