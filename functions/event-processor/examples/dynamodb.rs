//! DynamoDB's behaviour on a port of this machine, in memory, without any table: `make
//! bench` runs the processor against it.
//!
//! Prints its address, and ends when its standard input does, so that it never outlives
//! whoever started it.

use std::error::Error;
use std::io::{self, Write};

use dynoxide::Database;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    std::thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        std::process::exit(0);
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(io::stdout(), "http://{}", listener.local_addr()?)?;
    dynoxide::server::serve_on(listener, Database::memory()?).await;
    Ok(())
}
