//! A store that has met nobody.

use std::time::Duration;

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use aws_types::SdkConfig;
use profile_dynamodb::{DynamoStore, Tables};

/// A store on the tables at `url`.
pub(crate) fn store(url: &str, tables: &Tables) -> DynamoStore {
    let credentials = Credentials::new("bench", "bench", None, None, "bench");
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(url)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    DynamoStore::new(&config, tables.clone(), Duration::from_hours(24))
}
