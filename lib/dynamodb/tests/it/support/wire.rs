//! The wire between the SDK and the tables: counts what goes over it, and goes wrong as
//! told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::{HttpClient, RuntimeComponents, SharedHttpClient};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use serde_json::{Value, json};

/// A request, and what it cost.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    /// Such as `Query`.
    pub(crate) operation: String,
    /// Read or write units, indexes included.
    pub(crate) units: f64,
    /// Units of indexes alone.
    pub(crate) index_units: f64,
}

/// What goes wrong with a request.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// It is carried out, and the answer is lost.
    AnswerLost,
    /// It is not carried out; this is the answer, with its status.
    Instead(u16, Value),
}

impl Fault {
    /// DynamoDB says no.
    pub(crate) fn error(name: &str) -> Self {
        Self::Instead(400, json!({ "__type": name, "message": "as told" }))
    }

    /// DynamoDB cancels a transaction for these reasons.
    pub(crate) fn cancelled(codes: &[&str]) -> Self {
        let reasons: Vec<_> = codes.iter().map(|code| json!({ "Code": code })).collect();
        let name = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
        Self::Instead(400, json!({ "__type": name, "CancellationReasons": reasons }))
    }
}

/// A client for plain HTTP.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    inner: SharedHttpClient,
    log: Arc<Mutex<Log>>,
}

#[derive(Debug, Default)]
struct Log {
    calls: Vec<Call>,
    faults: VecDeque<(String, Fault)>,
}

impl Wire {
    pub(crate) fn new() -> Self {
        let inner = aws_smithy_http_client::Builder::new().build_http();
        Self { inner, log: Arc::default() }
    }

    /// The calls since the last time somebody asked.
    pub(crate) fn take_calls(&self) -> Vec<Call> {
        std::mem::take(&mut self.log().calls)
    }

    /// Lets the next request for `operation` go wrong, after those told before.
    pub(crate) fn fail(&self, operation: &str, fault: Fault) {
        self.log().faults.push_back((operation.to_owned(), fault));
    }

    /// Lets everything go well from now on.
    pub(crate) fn forget_faults(&self) {
        self.log().faults.clear();
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap()
    }

    fn next_fault(&self, operation: &str) -> Option<Fault> {
        let faults = &mut self.log().faults;
        let at = faults.iter().position(|(wanted, _)| wanted == operation)?;
        faults.remove(at).map(|(_, fault)| fault)
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Tap { wire: self.clone(), inner })
    }
}

#[derive(Debug)]
struct Tap {
    wire: Wire,
    inner: SharedHttpConnector,
}

impl HttpConnector for Tap {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap();
        let operation = target.rsplit('.').next().unwrap().to_owned();
        ask_for_capacity(&mut request);
        let fault = self.wire.next_fault(&operation);
        let (wire, inner) = (self.wire.clone(), self.inner.clone());
        HttpConnectorFuture::new(async move {
            if let Some(Fault::Instead(status, body)) = fault {
                wire.log().calls.push(Call { operation, units: 0.0, index_units: 0.0 });
                return Ok(answer(status, &body));
            }
            let (status, body) = read(inner.call(request).await?).await;
            let (units, index_units) = units(&body);
            wire.log().calls.push(Call { operation, units, index_units });
            match fault {
                Some(_) => Err(ConnectorError::io("the answer is lost".into())),
                None => Ok(answer(status, &body)),
            }
        })
    }
}

/// No signature is checked here, so the body may still change.
fn ask_for_capacity(request: &mut HttpRequest) {
    let mut body: Value = serde_json::from_slice(request.body().bytes().unwrap()).unwrap();
    body["ReturnConsumedCapacity"] = "INDEXES".into();
    let body = body.to_string();
    request.headers_mut().insert("content-length", body.len().to_string());
    *request.body_mut() = SdkBody::from(body);
}

async fn read(response: HttpResponse) -> (u16, Value) {
    let status = response.status().as_u16();
    let body = ByteStream::new(response.into_body()).collect().await.unwrap();
    (status, serde_json::from_slice(&body.into_bytes()).unwrap())
}

fn answer(status: u16, body: &Value) -> HttpResponse {
    HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body.to_string()))
}

/// All units of an answer, and those of indexes.
fn units(body: &Value) -> (f64, f64) {
    let consumed = match &body["ConsumedCapacity"] {
        Value::Array(tables) => tables.clone(),
        table => vec![table.clone()],
    };
    let number = |it: &Value| it["CapacityUnits"].as_f64().unwrap_or(0.0);
    let indexes = |it: &Value| -> f64 {
        it["GlobalSecondaryIndexes"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(_, it)| number(it))
            .sum()
    };
    (consumed.iter().map(number).sum(), consumed.iter().map(indexes).sum())
}
