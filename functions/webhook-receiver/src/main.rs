//! Builds what the handler needs, once, and waits for requests.

use lambda_runtime::{Error, service_fn};
use profile_gateway::serve;
use profile_lambda::{Chain, Metrics, Settings, SystemClock, init_logs, sdk_config};
use profile_secrets::StoredSecret;
use profile_sqs::SqsQueue;
use webhook_receiver::{Config, Receiver, SigningSecrets};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = Settings::from_env();
    init_logs(settings);
    let config = Config::read(settings)?;
    let aws = sdk_config(settings)?;
    let secret = StoredSecret::new(&aws, config.secret_id);
    let secrets = SigningSecrets::load(secret, &SystemClock).await;
    let receiver = Receiver {
        sources: config.allowed_sources,
        secrets: secrets.map_err(|error| Chain(&error).to_string())?,
        queue: SqsQueue::new(&aws, config.queue_url),
        clock: SystemClock,
        metrics: Metrics::new(config.metrics_namespace, "webhook-receiver"),
    };

    let handle = |request, arrival| receiver.handle(request, arrival);
    lambda_runtime::run(service_fn(|event| serve(event, handle))).await
}
