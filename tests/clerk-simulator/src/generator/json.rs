//! A generated person as Clerk's JSON, written straight into the answer.

use std::fmt::{Display, Write as _};

use serde_json::Value;

use super::{Generated, INSTANCE_ID};
use crate::user::image;

impl Generated {
    /// The person as Clerk's Backend API shows them.
    #[must_use]
    pub fn json(self) -> Value {
        let mut text = String::new();
        self.write(&mut text);
        // What was just written is JSON; a test parses people of every kind.
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Appends the person's JSON.
    pub(crate) fn write(self, out: &mut String) {
        let (id, email_id) = (self.id(), self.email_id());
        let (created_at, updated_at) = (self.created_at(), self.updated_at());
        let sign_in = or_null(self.last_sign_in_at());
        let has_image = self.has_image();
        let image =
            image::url(INSTANCE_ID, &id, has_image.then_some("https://images.example/portrait"));
        let username = self.username().map(|it| format!("\"{it}\""));
        let status = if self.email_verified() { "verified" } else { "unverified" };
        let (first, last, email) = (self.first_name(), self.last_name(), self.email());
        // Writing to a string can't fail.
        let _ = write!(
            out,
            r#"{{"id":"{id}","object":"user","username":{username},"first_name":"{first}","last_name":"{last}","locale":null,"image_url":"{image}","has_image":{has_image},"profile_image_url":"https://www.gravatar.com/avatar?d=mp","primary_email_address_id":"{email_id}","primary_phone_number_id":null,"primary_web3_wallet_id":null,"password_enabled":false,"two_factor_enabled":false,"totp_enabled":false,"backup_code_enabled":false,"email_addresses":[{{"id":"{email_id}","object":"email_address","email_address":"{email}","reserved":false,"verification":{{"object":"verification_otp","status":"{status}","strategy":"email_code","attempts":1,"expire_at":{created_at}}},"linked_to":[],"matches_sso_connection":false,"created_at":{created_at},"updated_at":{created_at}}}],"phone_numbers":[],"web3_wallets":[],"passkeys":[],"external_accounts":[],"saml_accounts":[],"enterprise_accounts":[],"password_last_updated_at":null,"public_metadata":"#,
            username = or_null(username),
        );
        self.write_public_metadata(out);
        let _ = write!(
            out,
            r#","private_metadata":{{}},"unsafe_metadata":{{}},"external_id":null,"last_sign_in_at":{sign_in},"banned":{banned},"locked":false,"lockout_expires_in_seconds":null,"verification_attempts_remaining":100,"created_at":{created_at},"updated_at":{updated_at},"delete_self_enabled":true,"create_organization_enabled":true,"create_organizations_limit":null,"last_active_at":{sign_in},"mfa_enabled_at":null,"mfa_disabled_at":null,"legal_accepted_at":null,"bypass_client_trust":false}}"#,
            banned = self.banned(),
        );
    }

    fn write_public_metadata(self, out: &mut String) {
        out.push('{');
        let mut separator = "";
        if let Some(roles) = self.roles() {
            let _ = write!(out, r#""roles":["{}"]"#, roles.join("\",\""));
            separator = ",";
        }
        if self.verified() {
            let _ = write!(out, r#"{separator}"verified":true"#);
        }
        out.push('}');
    }
}

fn or_null(value: Option<impl Display>) -> String {
    value.map_or_else(|| "null".to_owned(), |it| it.to_string())
}

#[cfg(test)]
mod tests {
    use crate::generated;

    #[test]
    fn every_kind_of_person_is_json_and_says_what_the_functions_say() {
        for it in (0..5_000).map(generated) {
            let json = it.json();
            assert_eq!(json["id"], it.id());
            assert_eq!(json["email_addresses"][0]["email_address"], it.email());
            assert_eq!(json["public_metadata"]["roles"].is_array(), it.roles().is_some());
            assert_eq!(json["public_metadata"]["verified"] == true, it.verified());
            assert_eq!(json["updated_at"], it.updated_at());
        }
    }
}
