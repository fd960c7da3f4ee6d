//! Writes `openapi.json` anew, from the code.
//!
//! ```sh
//! cargo run -p profile-api --example openapi
//! ```

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    let document = profile_api::document().to_pretty_json()?;
    std::fs::write(path, document + "\n")?;
    Ok(())
}
