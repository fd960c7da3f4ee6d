//! Builds what the handlers need, once, and waits for requests.

use std::sync::Arc;

use lambda_runtime::{Error, service_fn};
use profile_api::{Api, Config, Ports, router, serve};
use profile_clerk::{ClerkApi, ClerkSigningKeys};
use profile_dynamodb::DynamoStore;
use profile_invoke::LambdaRuns;
use profile_lambda::{Chain, Metrics, Settings, SystemClock, init_logs, sdk_config};
use profile_secrets::StoredSecret;
use profile_session::{KeyChoice, Sessions};
use profile_sqs::{SqsBacklog, SqsQueue};

/// AWS and Clerk.
struct Production;

impl Ports for Production {
    type Store = DynamoStore;
    type Queue = SqsQueue;
    type Backlog = SqsBacklog;
    type Directory = ClerkApi<StoredSecret>;
    type Keys = ClerkSigningKeys;
    type Starter = LambdaRuns;
    type Clock = SystemClock;
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = Settings::from_env();
    init_logs(settings);
    let config = Config::read(settings)?;
    let aws = sdk_config(settings)?;
    let keys = match config.clerk_jwt_key {
        Some(pem) => KeyChoice::Pem(pem),
        None => KeyChoice::Jwks(ClerkSigningKeys::new(config.clerk_issuer, config.timeouts)?),
    };
    let sessions = Sessions::new(config.sessions, keys);
    let routes = router(Arc::new(Api::<Production> {
        store: DynamoStore::new(&aws, config.tables, config.retention),
        backlog: SqsBacklog::new(&aws, config.queue_url.clone(), config.dead_letter_url),
        queue: SqsQueue::new(&aws, config.queue_url),
        directory: ClerkApi::new(
            config.clerk_api,
            StoredSecret::new(&aws, config.clerk_secret_key_id),
            config.instance_id,
            config.clerk_limit,
            config.timeouts,
        )?,
        sessions: sessions
            .map_err(|it| format!("setting CLERK_JWT_KEY is wrong: {}", Chain(&it)))?,
        starter: LambdaRuns::new(&aws, config.reconciler),
        clock: SystemClock,
        metrics: Metrics::new(config.metrics_namespace, "profile-api"),
        rules: config.rules,
    }));

    lambda_runtime::run(service_fn(|event| serve(routes.clone(), event))).await
}
