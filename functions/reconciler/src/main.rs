//! Builds what the handler needs, once, and waits for invocations.

use lambda_runtime::{Error, service_fn};
use profile_clerk::ClerkApi;
use profile_dynamodb::DynamoStore;
use profile_lambda::{Metrics, Settings, SystemClock, init_logs, sdk_config};
use profile_secrets::StoredSecret;
use reconciler::{Config, Handler};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = Settings::from_env();
    init_logs(settings);
    let config = Config::read(settings)?;
    let aws = sdk_config(settings)?;
    let key = StoredSecret::new(&aws, config.clerk_secret_key_id);
    let handler = Handler {
        store: DynamoStore::new(&aws, config.tables, config.retention),
        directory: ClerkApi::new(
            config.clerk_api,
            key,
            config.instance_id,
            config.clerk_limit,
            config.timeouts,
        )?,
        clock: SystemClock,
        metrics: Metrics::new(config.metrics_namespace, "reconciler"),
        grace: config.grace,
    };

    // On the heap: a run's future is 20 kB, which would be copied through the runtime's layers.
    lambda_runtime::run(service_fn(|event| Box::pin(handler.handle(event)))).await
}
