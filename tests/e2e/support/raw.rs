//! Requests word for word: what makes URLs elsewhere follows `..` before anything is sent.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::api::Member;
use super::stack::{Stack, broken};

impl Stack {
    /// Looks at a path exactly as it is written; returns the status and the whole answer.
    pub(crate) async fn look_at(&self, path: &str, by: &Member) -> (u16, String) {
        let address = self.description.api_url.strip_prefix("http://").unwrap();
        let (host, prefix) = address.split_once('/').unwrap();
        let request = format!(
            "GET /{prefix}{path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\n\
             connection: close\r\n\r\n",
            by.token
        );
        let answer = exchange(host, request.as_bytes()).await;
        let answer = answer.unwrap_or_else(|it| broken("answer a request", &it));
        let status = answer.split(' ').nth(1).and_then(|it| it.parse().ok());
        (status.unwrap_or_else(|| panic!("{path}: {answer:?}")), answer)
    }
}

async fn exchange(host: &str, request: &[u8]) -> std::io::Result<String> {
    let mut connection = TcpStream::connect(host).await?;
    connection.write_all(request).await?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
