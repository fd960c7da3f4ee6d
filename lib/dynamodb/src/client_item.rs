//! The client profile as an item.

use std::collections::BTreeMap;

use profile_core::{ClientProfile, Timestamp, UserId, Version};
use serde::{Deserialize, Serialize};

/// `USER#<userId>` / `CLIENT`. As with the account, only `version` must be there.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClientItem {
    user_id: UserId,
    company_name: Option<String>,
    industry: Option<String>,
    #[serde(default)]
    project_preferences: BTreeMap<String, String>,
    #[serde(default = "yes")]
    active: bool,
    version: u64,
    #[serde(default)]
    created_at: Timestamp,
    #[serde(default)]
    updated_at: Timestamp,
}

fn yes() -> bool {
    true
}

impl ClientItem {
    /// The profile of `user_id`.
    pub(crate) fn new(user_id: UserId, profile: ClientProfile) -> Self {
        let ClientProfile {
            company_name,
            industry,
            project_preferences,
            active,
            version,
            created_at,
            updated_at,
        } = profile;
        Self {
            user_id,
            company_name,
            industry,
            project_preferences,
            active,
            version: version.0,
            created_at,
            updated_at,
        }
    }
}

impl From<ClientItem> for ClientProfile {
    fn from(item: ClientItem) -> Self {
        let ClientItem {
            user_id: _,
            company_name,
            industry,
            project_preferences,
            active,
            version,
            created_at,
            updated_at,
        } = item;
        Self {
            company_name,
            industry,
            project_preferences,
            active,
            version: Version(version),
            created_at,
            updated_at,
        }
    }
}
