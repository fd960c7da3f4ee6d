//! Makes a whole Clerk user out of what somebody wrote into a seed or the admin surface.

use serde_json::{Map, Value, json};

use super::{User, email, image};
use crate::ids;

/// Fills in what is missing, and says what can't be right.
///
/// Unknown fields are kept: Clerk adds fields without notice, and a reader must bear it.
pub(crate) fn complete(given: Value, instance_id: &str, now: i64) -> Result<User, String> {
    let Value::Object(mut fields) = given else {
        return Err("a user is a JSON object as Clerk's Backend API shows it".to_owned());
    };
    let id = match fields.get("id") {
        None => ids::new("user"),
        Some(Value::String(id)) if id.starts_with("user_") => id.clone(),
        Some(_) => return Err("`id` must be a text that starts with `user_`".to_owned()),
    };
    let created_at = time(&fields, "created_at")?.unwrap_or(now);
    let updated_at = time(&fields, "updated_at")?.unwrap_or_else(|| now.max(created_at));
    for field in ["last_sign_in_at", "last_active_at"] {
        time(&fields, field)?;
    }
    complete_emails(&mut fields, created_at)?;
    let has_image = fields.get("has_image") == Some(&json!(true));
    let image_url = image::url(instance_id, &id, has_image.then_some("https://images.example"));
    let primary = fields["email_addresses"].get(0).map_or(Value::Null, |it| it["id"].clone());

    let times = json!({ "id": id, "created_at": created_at, "updated_at": updated_at });
    let derived = json!({ "image_url": image_url, "primary_email_address_id": primary });
    for defaults in [times, derived, plain_user()] {
        let Value::Object(defaults) = defaults else { continue };
        for (field, value) in defaults {
            fields.entry(field).or_insert(value);
        }
    }
    Ok(User(fields))
}

/// A user about whom nothing is known.
fn plain_user() -> Value {
    json!({
        "object": "user",
        "username": null,
        "first_name": null,
        "last_name": null,
        "locale": null,
        "has_image": false,
        "profile_image_url": "https://www.gravatar.com/avatar?d=mp",
        "primary_phone_number_id": null,
        "primary_web3_wallet_id": null,
        "password_enabled": false,
        "two_factor_enabled": false,
        "totp_enabled": false,
        "backup_code_enabled": false,
        "phone_numbers": [],
        "web3_wallets": [],
        "passkeys": [],
        "external_accounts": [],
        "saml_accounts": [],
        "enterprise_accounts": [],
        "password_last_updated_at": null,
        "public_metadata": {},
        "private_metadata": {},
        "unsafe_metadata": {},
        "external_id": null,
        "last_sign_in_at": null,
        "banned": false,
        "locked": false,
        "lockout_expires_in_seconds": null,
        "verification_attempts_remaining": 100,
        "delete_self_enabled": true,
        "create_organization_enabled": true,
        "create_organizations_limit": null,
        "last_active_at": null,
        "mfa_enabled_at": null,
        "mfa_disabled_at": null,
        "legal_accepted_at": null,
        "bypass_client_trust": false,
    })
}

fn complete_emails(fields: &mut Map<String, Value>, created_at: i64) -> Result<(), String> {
    let Value::Array(emails) = fields.entry("email_addresses").or_insert_with(|| json!([])) else {
        return Err("`email_addresses` must be a list".to_owned());
    };
    for entry in emails {
        let Some(address) = entry["email_address"].as_str() else {
            return Err("every entry of `email_addresses` needs an `email_address`".to_owned());
        };
        let plain = email::new(address, email::Status::Verified, created_at);
        let (Value::Object(entry), Value::Object(plain)) = (entry, plain) else { continue };
        for (field, value) in plain {
            entry.entry(field).or_insert(value);
        }
    }
    Ok(())
}

fn time(fields: &Map<String, Value>, field: &str) -> Result<Option<i64>, String> {
    match fields.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_i64() {
            Some(time) => Ok(Some(time)),
            None => Err(format!("`{field}` must be a time in milliseconds")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_stays_and_what_is_missing_is_filled_in() {
        let given = json!({
            "id": "user_1",
            "first_name": "Ada",
            "new_field": 1,
            "email_addresses": [{ "email_address": "ada@example.com", "id": "idn_1" }],
        });

        let user = complete(given, "ins_1", 1_000).unwrap();

        assert_eq!(user.text("first_name"), Some("Ada"));
        assert_eq!(user.get("new_field"), 1);
        assert_eq!(user.text("primary_email_address_id"), Some("idn_1"));
        assert_eq!(user.time("updated_at"), Some(1_000));
        assert!(email::is_verified(user.email("idn_1").unwrap()));
    }

    #[test]
    fn what_cannot_be_right_is_named() {
        let refusal = |given| complete(given, "ins_1", 1_000).unwrap_err();
        assert!(refusal(json!([])).contains("object"));
        assert!(refusal(json!({ "id": 7 })).contains("`id`"));
        assert!(refusal(json!({ "created_at": "today" })).contains("`created_at`"));
        assert!(refusal(json!({ "email_addresses": {} })).contains("`email_addresses`"));
        assert!(refusal(json!({ "email_addresses": ["ada"] })).contains("`email_address`"));
    }
}
