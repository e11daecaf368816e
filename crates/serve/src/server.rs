//! The server: addresses to pages, and the door before all of them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::http::{header, HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{from_fn_with_state, Next};
use axum::response::{IntoResponse, Response};
use axum::Router;
use standpoint_languages::Languages;
use tokio::sync::Notify;

use crate::desk::Desk;
use crate::door::Door;
use crate::failure::ServeError;
use crate::password::Password;
use crate::program::Program;
use crate::routes::{refusal, routes};

/// How long requests at hand may take once the server was asked to end.
const PATIENCE: Duration = Duration::from_secs(2);

const POLICY: &str =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// What every answer carries.
const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// Pages over a library, on a port of this machine.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    desk: Desk,
    door: Door,
    path: PathBuf,
    ended: Stopper,
}

/// What requests are answered with.
pub(crate) struct House {
    pub desk: Arc<Desk>,
    pub door: Door,
}

/// Ends a server from elsewhere.
#[derive(Debug, Clone)]
pub struct Stopper(Arc<Notify>);

impl Stopper {
    /// The pages at hand are still answered.
    pub fn stop(&self) {
        // Also where the server has not begun to wait.
        self.0.notify_one();
    }
}

impl Server {
    /// Opens a library and takes a port of this machine, 0 for any that is free; only this machine can connect. From now on
    /// browsers can connect; they are answered once [`Server::run`] is called. `who` is written beside every decision.
    ///
    /// # Errors
    /// Where the library can't be opened or the port can't be had.
    pub fn bind(path: &Path, port: u16, who: &str, languages: &'static Languages) -> Result<Self, ServeError> {
        let library = Desk::open(path, languages)?;
        let taken = |reason| ServeError::Port { port, reason };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(taken)?;
        listener.set_nonblocking(true).map_err(taken)?;
        let door = Door::of_this_machine(listener.local_addr().map_err(taken)?, who)?;
        Ok(Self::new(listener, Desk::new(library, None, languages), door, path))
    }

    /// The same for other machines: at an address of this machine, for whoever has the password. What is sent is not
    /// encrypted. Each person says at the door under which name they decide.
    ///
    /// # Errors
    /// Where the library can't be opened or the address can't be had.
    pub fn bind_to_others(
        path: &Path,
        address: IpAddr,
        port: u16,
        password: Password,
        languages: &'static Languages,
    ) -> Result<Self, ServeError> {
        let library = Desk::open(path, languages)?;
        let address = SocketAddr::from((address, port));
        let taken = |reason| ServeError::Address { address, reason };
        let listener = TcpListener::bind(address).map_err(taken)?;
        listener.set_nonblocking(true).map_err(taken)?;
        let door = Door::with_password(listener.local_addr().map_err(taken)?, password)?;
        Ok(Self::new(listener, Desk::new(library, None, languages), door, path))
    }

    fn new(listener: TcpListener, desk: Desk, door: Door, path: &Path) -> Self {
        Self { listener, desk, door, path: path.to_owned(), ended: Stopper(Arc::new(Notify::new())) }
    }

    /// With something that computes proposals and contradictions; without it the pages show what is there.
    #[must_use]
    pub fn with_program(mut self, program: Box<dyn Program>) -> Self {
        self.desk.program = Some(program);
        self
    }

    /// The address to open. Where it has a token, whoever knows it can read the library and decide.
    pub fn address(&self) -> String {
        self.door.address()
    }

    /// What ends it.
    pub fn stopper(&self) -> Stopper {
        self.ended.clone()
    }

    /// Answers browsers until it is stopped.
    ///
    /// # Errors
    /// Where the system takes the port away.
    pub fn run(self) -> Result<(), ServeError> {
        let path = self.path;
        let broken = |reason| ServeError::Broken { path: path.clone(), reason };
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(broken)?;
        let house = Arc::new(House { desk: Arc::new(self.desk), door: self.door });
        let (routes, ended) = (with_door(routes(), &house), self.ended);
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let asked = Arc::new(Notify::new());
            let begun = asked.clone();
            let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
            let serving = axum::serve(listener, routes).with_graceful_shutdown(async move {
                ended.0.notified().await;
                begun.notify_one();
            });
            let too_long = async {
                asked.notified().await;
                tokio::time::sleep(PATIENCE).await;
            };
            tokio::select! {
                served = std::future::IntoFuture::into_future(serving) => served,
                () = too_long => Ok(()),
            }
        });
        runtime.shutdown_timeout(PATIENCE);
        served.map_err(broken)
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Desk")
    }
}

fn with_door(routes: Router<Arc<House>>, house: &Arc<House>) -> Router {
    routes.layer(from_fn_with_state(house.clone(), enter)).with_state(house.clone())
}

/// Who sends a request, as the door knows them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Who(pub String);

/// The door: see [`crate::door`].
async fn enter(
    axum::extract::State(house): axum::extract::State<Arc<House>>,
    mut request: Request,
    next: Next,
) -> Response {
    let mut response = match refused(&house.door, &mut request) {
        Some(response) => response,
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The answer to a request that is not let in, or that is let in for the first time.
fn refused(door: &Door, request: &mut Request) -> Option<Response> {
    let headers: &HeaderMap = request.headers();
    if !door.is_our_host(headers) {
        return Some(refusal("This address is not that of the server. Open the address that the program printed; a name in its place is not taken."));
    }
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path();
    if is_reading && path == "/" {
        let query = request.uri().query().unwrap_or("");
        let token = query.split('&').find_map(|pair| pair.strip_prefix("token="));
        if let Some(token) = token.filter(|token| door.is_token(token)) {
            let headers = [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, door.cookie(token))];
            return Some((StatusCode::SEE_OTHER, headers).into_response());
        }
    }
    let who = door.who(headers);
    let is_before_the_door = door.has_password() && matches!(path, "/login" | "/style.css");
    if who.is_none() && !is_before_the_door {
        if door.has_password() && is_reading {
            return Some((StatusCode::SEE_OTHER, [(header::LOCATION, "/login")]).into_response());
        }
        return Some(refusal(if door.has_password() {
            "You are not let in: open the address in your browser and give the password. Nothing was changed."
        } else {
            "You are not let in: open the address that the program printed, with its token. It is a new one each time the program \
             is started."
        }));
    }
    if !is_reading && !door.is_from_our_page(headers) {
        return Some(refusal("This form was not sent from a page of this program. Nothing was changed."));
    }
    request.extensions_mut().insert(Who(who.unwrap_or_default()));
    None
}
