//! A running instance, and what a test can do to it without HTTP.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::behaviour::Behaviour;
use crate::clock;
use crate::faults::{FaultRule, Faults};
use crate::journal::Requests;
use crate::limits::{Limiter, Limits};
use crate::seed::{Seed, check_key};
use crate::server::serve;
use crate::state::State;
use crate::sync::{lock, read};
use crate::tokens::{self, TokenCheck, TokenError, TokenRequest};
use crate::webhooks::{Caller, Deliveries, DeliveryMode, Endpoint, Replay};
use crate::{admin, api};

/// A Clerk instance that listens on this machine. It ends when it is dropped.
#[derive(Debug)]
pub struct Simulator {
    state: Arc<State>,
    server: JoinHandle<()>,
}

/// The instance couldn't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The seed isn't right.
    #[error("the seed isn't right: {0}")]
    Seed(String),
    /// The port can't be had.
    #[error("port {port} of 127.0.0.1 can't be had; choose another one, or 0 for a free one")]
    Port {
        /// Which port.
        port: u16,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// The client that posts webhooks couldn't be made.
    #[error("the client that posts webhooks couldn't be made")]
    Client(#[source] reqwest::Error),
}

/// A wish that can't be met; the text says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub(crate) String);

impl Simulator {
    /// Starts an instance on a free port.
    ///
    /// # Errors
    /// The seed isn't right, or the machine has no port left.
    pub async fn start(seed: Seed) -> Result<Self, StartError> {
        Self::start_on(0, seed).await
    }

    /// Starts an instance on that port; 0 is any free one.
    ///
    /// # Errors
    /// The seed isn't right, or the port is somebody else's.
    pub async fn start_on(port: u16, seed: Seed) -> Result<Self, StartError> {
        let in_use = |source| StartError::Port { port, source };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(address).await.map_err(in_use)?;
        let address = listener.local_addr().map_err(in_use)?;
        let state = Arc::new(State::new(seed, format!("http://{address}"))?);
        let routes = api::routes(&state).merge(admin::routes(&state));
        Ok(Self { state, server: tokio::spawn(serve(listener, routes)) })
    }

    /// Where it listens: `http://127.0.0.1:PORT`, also the issuer of its tokens.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.state.url
    }

    /// The root of the admin surface.
    #[must_use]
    pub fn admin_url(&self) -> String {
        format!("{}/_simulator", self.state.url)
    }

    /// The key that the Backend API asks for.
    #[must_use]
    pub fn secret_key(&self) -> String {
        lock(&self.state.secret_key).clone()
    }

    /// The instance's id.
    #[must_use]
    pub fn instance_id(&self) -> &str {
        &self.state.instance_id
    }

    /// Serves until the server ends, which it doesn't by itself.
    pub async fn wait(mut self) {
        let _ = (&mut self.server).await;
    }

    /// How many users there are.
    #[must_use]
    pub fn user_count(&self) -> usize {
        read(&self.state.store).len()
    }

    /// A user as the Backend API shows them.
    #[must_use]
    pub fn user(&self, id: &str) -> Option<Value> {
        read(&self.state.store).get(id).map(|it| it.user().into_value())
    }

    /// Puts a whole user silently: no event, no limit. What is missing gets defaults.
    ///
    /// # Errors
    /// It isn't a Clerk user.
    pub fn put_user(&self, user: Value) -> Result<Value, Refused> {
        self.state.put_silently(user).map_err(Refused)
    }

    /// Changes some fields of a user silently. `updated_at` moves to now, unless it is given.
    ///
    /// # Errors
    /// There is no such user, or the change makes none.
    pub fn patch_user(&self, id: &str, change: &Value) -> Result<Value, Refused> {
        let changed = self.state.patch_silently(id, change).map_err(Refused)?;
        changed.ok_or_else(|| Refused(format!("there is no user {id}")))
    }

    /// Removes a user silently; whether there was one.
    #[must_use]
    pub fn remove_user(&self, id: &str) -> bool {
        self.state.remove_silently(id)
    }

    /// Posts events to these endpoints and no others.
    ///
    /// # Errors
    /// An address or a secret isn't one.
    pub fn set_endpoints(&self, endpoints: Vec<Endpoint>) -> Result<(), Refused> {
        self.state.webhooks.set_endpoints(endpoints).map_err(Refused)
    }

    /// Says how deliveries go.
    ///
    /// # Errors
    /// A value is out of its range.
    pub fn set_deliveries(&self, mode: DeliveryMode) -> Result<(), Refused> {
        self.state.webhooks.set_mode(mode).map_err(Refused)
    }

    /// How deliveries went.
    #[must_use]
    pub fn deliveries(&self) -> Deliveries {
        self.state.webhooks.deliveries()
    }

    /// Waits until no delivery is on its way, retries included.
    pub async fn deliveries_settled(&self) {
        self.state.webhooks.settled().await;
    }

    /// Sends earlier events again, under their old ids; returns how many.
    #[must_use]
    pub fn replay(&self, replay: &Replay) -> usize {
        self.state.webhooks.replay(replay)
    }

    /// Sends any event, such as `session.created`; returns its `svix-id`.
    #[must_use]
    pub fn emit(&self, event_type: &str, data: &Value) -> String {
        let caller = Caller { user_agent: "clerk-simulator".to_owned() };
        self.state.webhooks.emit(event_type, data, &caller)
    }

    /// Makes the Backend API fail by these rules and no others.
    ///
    /// # Errors
    /// A rule makes no sense.
    pub fn set_faults(&self, rules: Vec<FaultRule>) -> Result<(), Refused> {
        *lock(&self.state.faults) = Faults::new(rules).map_err(Refused)?;
        Ok(())
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        *lock(&self.state.faults) = Faults::default();
    }

    /// Sets the rate limits, and starts counting anew.
    pub fn set_limits(&self, limits: Limits) {
        *lock(&self.state.limiter) = Limiter::new(limits);
    }

    /// Changes the key; requests with the old one are refused from now on.
    ///
    /// # Errors
    /// It doesn't look like a secret key.
    pub fn set_secret_key(&self, key: &str) -> Result<(), Refused> {
        check_key(key).map_err(Refused)?;
        key.clone_into(&mut lock(&self.state.secret_key));
        Ok(())
    }

    /// Turns the switches for what Clerk's documentation leaves open.
    pub fn set_behaviour(&self, behaviour: Behaviour) {
        *lock(&self.state.behaviour) = behaviour;
    }

    /// The requests to the Backend API since the last reset.
    #[must_use]
    pub fn requests(&self) -> Requests {
        lock(&self.state.requests).clone()
    }

    /// Counts requests from zero.
    pub fn reset_requests(&self) {
        *lock(&self.state.requests) = Requests::default();
    }

    /// Makes a session token, or a bad one.
    ///
    /// # Errors
    /// The version isn't one, or no key could be made.
    pub fn mint(&self, request: &TokenRequest) -> Result<String, TokenError> {
        let State { keys, url, instance_id, .. } = &*self.state;
        tokens::mint(keys, url, instance_id, request, clock::now() / 1_000)
    }

    /// The claims of a token that this instance issued and that is good now.
    ///
    /// # Errors
    /// It isn't such a token.
    pub fn verify(&self, check: &TokenCheck) -> Result<Value, TokenError> {
        let State { keys, url, instance_id, .. } = &*self.state;
        tokens::verify(keys, url, instance_id, check, clock::now() / 1_000)
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.state.webhooks.stop();
        self.server.abort();
    }
}
