//! Runs of the reconciler, started through AWS Lambda.

use aws_sdk_lambda::Client;
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::InvocationType;
use aws_types::SdkConfig;
use profile_core::{Request, RunStarter, StartError};

/// The reconciler, by its function's name or by its alias's ARN.
#[derive(Clone, Debug)]
pub struct LambdaRuns {
    client: Client,
    function: String,
}

impl LambdaRuns {
    /// The function of that name or ARN.
    #[must_use]
    pub fn new(config: &SdkConfig, function: String) -> Self {
        Self { client: Client::new(config), function }
    }
}

impl RunStarter for LambdaRuns {
    async fn start(&self, request: &Request) -> Result<(), StartError> {
        let request = serde_json::to_vec(request).map_err(|it| StartError(it.into()))?;
        // Lambda keeps the event and answers at once. It may deliver an event twice, and so may
        // a retry of ours; the reconciler knows a run that it has made by its id.
        let call = self.client.invoke().function_name(&self.function);
        let call = call.invocation_type(InvocationType::Event).payload(Blob::new(request));
        call.send().await.map(|_| ()).map_err(|it| StartError(it.into()))
    }
}
