//! Where a person's image is. Clerk's URL is opaque: base64 of a small JSON.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The URL of that person's image: their own, or the placeholder that Clerk makes.
pub(crate) fn url(instance_id: &str, user_id: &str, source: Option<&str>) -> String {
    let what = match source {
        Some(source) => format!(r#"{{"type":"proxy","src":"{source}/{user_id}","s":"simulated"}}"#),
        None => format!(r#"{{"type":"default","iid":"{instance_id}","rid":"{user_id}"}}"#),
    };
    format!("https://img.clerk.com/{}", URL_SAFE_NO_PAD.encode(what))
}
