//! The AWS SDK's configuration, the same in every function.

use std::time::Duration;

use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore, rustls_provider::CryptoMode};
use aws_types::sdk_config::SharedCredentialsProvider;
use profile_core::BoxError;

use crate::Settings;

/// The roots that AWS's endpoints are signed by. Parsing the system's whole store would be
/// most of a cold start. Source: <https://www.amazontrust.com/repository/>.
const AMAZON_ROOTS: &str = include_str!("../roots/amazon.pem");

/// Takes region and credentials from the environment, where Lambda puts them, and builds
/// the one HTTPS client that all services share. The SDK's own search for them, through
/// files and metadata services, has no place in a cold start.
///
/// Every call to AWS ends within 5 seconds, well below any function's own timeout, so that
/// the function can still say what happened.
///
/// # Errors
///
/// When `AWS_REGION` is missing, or the built-in roots can't be read, which a test rules out.
pub fn sdk_config(settings: Settings) -> Result<SdkConfig, BoxError> {
    let tls = TlsContext::builder().with_trust_store(amazon_roots()).build()?;
    let crypto = Provider::Rustls(CryptoMode::Ring);
    let client = Builder::new().tls_provider(crypto).tls_context(tls).build_https();
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(2))
        .operation_timeout(Duration::from_secs(5))
        .build();
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(settings.required("AWS_REGION")?))
        .credentials_provider(SharedCredentialsProvider::new(
            EnvironmentVariableCredentialsProvider::new(),
        ))
        .http_client(client)
        .timeout_config(timeouts)
        .retry_config(RetryConfig::standard().with_max_attempts(3));
    config.set_endpoint_url(settings.optional("AWS_ENDPOINT_URL"));
    Ok(config.build())
}

fn amazon_roots() -> TrustStore {
    TrustStore::empty().with_pem_certificate(AMAZON_ROOTS)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn certificates(pem: &str) -> BTreeSet<String> {
        let parts = pem.split("-----BEGIN CERTIFICATE-----").skip(1);
        parts
            .map(|it| {
                let (body, _) = it.split_once("-----END CERTIFICATE-----").unwrap();
                body.split_whitespace().collect()
            })
            .collect()
    }

    #[test]
    fn the_roots_are_readable() {
        assert_eq!(certificates(AMAZON_ROOTS).len(), 5);
        assert!(TlsContext::builder().with_trust_store(amazon_roots()).build().is_ok());
    }

    #[test]
    fn the_roots_are_among_those_that_the_system_trusts() {
        let places = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"];
        let system = places.iter().find_map(|it| std::fs::read_to_string(it).ok());
        let system = system.expect("a Linux machine has a certificate bundle: install one");

        let distrusted: Vec<_> =
            certificates(AMAZON_ROOTS).difference(&certificates(&system)).cloned().collect();

        assert_eq!(distrusted, [""; 0], "roots/amazon.pem is out of date");
    }
}
