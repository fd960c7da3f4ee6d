//! Builds what the handler needs, once, and waits for messages.

use event_processor::{Config, Processor};
use lambda_runtime::{Error, service_fn};
use profile_core::NoDirectory;
use profile_dynamodb::DynamoStore;
use profile_lambda::{Metrics, Settings, SystemClock, init_logs, sdk_config};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = Settings::from_env();
    init_logs(settings);
    let config = Config::read(settings)?;
    let aws = sdk_config(settings)?;
    let processor = Processor {
        store: DynamoStore::new(&aws, config.tables, config.retention),
        directory: NoDirectory,
        clock: SystemClock,
        metrics: Metrics::new(config.metrics_namespace, "event-processor"),
        instance_id: config.instance_id,
    };

    lambda_runtime::run(service_fn(|event| processor.handle(event))).await
}
