//! The server: addresses to pages, and the door before all of them.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Form, Path as InPath, Query, Request, State};
use axum::http::{header, HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{from_fn_with_state, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::Router;
use standpoint_languages::Languages;
use tokio::sync::Notify;

use crate::desk::Desk;
use crate::door::Door;
use crate::failure::{Failure, ServeError};
use crate::layout::{self, sentence, whole, SCRIPT};
use crate::pages::{self, PageOf};
use crate::visit::{Answer, Visit};

/// No form of ours is larger.
const LARGEST_FORM: usize = 1 << 20;
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

type Fields = Vec<(String, String)>;

/// Pages over a library, on a port of this machine.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    desk: Arc<Desk>,
    path: PathBuf,
    ended: Stopper,
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
    /// Opens a library and takes a port of this machine, 0 for any that is free. From now on browsers can connect; they are
    /// answered once [`Server::run`] is called. `who` is written beside every decision.
    ///
    /// # Errors
    /// Where the library can't be opened or the port can't be had.
    pub fn bind(path: &Path, port: u16, who: &str, languages: &'static Languages) -> Result<Self, ServeError> {
        let library = Desk::open(path, languages)?;
        let taken = |reason| ServeError::Port { port, reason };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(taken)?;
        listener.set_nonblocking(true).map_err(taken)?;
        let door = Door::new(listener.local_addr().map_err(taken)?.port())?;
        let desk = Arc::new(Desk::new(library, door, who.to_owned()));
        Ok(Self { listener, desk, path: path.to_owned(), ended: Stopper(Arc::new(Notify::new())) })
    }

    /// The address to open; whoever knows it can read the library and decide.
    pub fn address(&self) -> String {
        self.desk.door.address()
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
        let broken = |reason| ServeError::Broken { path: self.path.clone(), reason };
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(broken)?;
        let (routes, ended) = (routes(&self.desk), self.ended.clone());
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener.try_clone()?)?;
            let asked = Arc::new(Notify::new());
            let begun = asked.clone();
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
        write!(f, "Desk({:?})", self.door)
    }
}

fn routes(desk: &Arc<Desk>) -> Router {
    let mut routes = Router::new()
        .route("/style.css", get(|| async { ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], layout::style()) }))
        .route("/keys.js", get(|| async { ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT) }));
    for &(path, page) in pages::READ {
        let shown =
            move |State(desk): State<Arc<Desk>>, digits: Option<InPath<String>>, Query(fields): Query<Fields>| {
                answer(desk, path, page, digits.map(|InPath(digits)| digits), fields)
            };
        routes = routes.route(path, get(shown));
    }
    for &(path, act) in pages::ACTS {
        let done = move |State(desk): State<Arc<Desk>>, Form(fields): Form<Fields>| async move {
            let given = fields.iter().find(|(name, _)| name == "form_token").map_or("", |(_, value)| value);
            if !desk.door.is_form_token(given) {
                return refusal(
                    "This form is not one of this program's pages as it runs now. Load the page again and repeat.",
                );
            }
            answer(desk, path, act, None, fields).await
        };
        routes = routes.route(path, axum::routing::post(done));
    }
    routes
        .fallback(|| async {
            shown(
                StatusCode::NOT_FOUND,
                &sentence("Not found", "There is no such page; the menu shows all there are."),
                "",
            )
        })
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn_with_state(desk.clone(), enter))
        .with_state(desk.clone())
}

/// Makes a page away from the thread that talks to browsers.
async fn answer(
    desk: Arc<Desk>,
    path: &'static str,
    page: PageOf,
    statement: Option<String>,
    fields: Fields,
) -> Response {
    let made = tokio::task::spawn_blocking(move || {
        let desk = &*desk;
        desk.with(|library| page(&mut Visit { desk, library, statement, fields }))
    });
    let made = made.await.unwrap_or_else(|_| {
        Err(Failure::Wrong(
            "This page broke down, which is a fault of the program. Nothing was changed by it.".to_owned(),
        ))
    });
    match made {
        Ok(Answer::Page(page)) => shown(StatusCode::OK, &page, path),
        Ok(Answer::GoTo(address)) => match HeaderValue::try_from(address) {
            Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
            Err(_) => refusal("The form names an address that can't be."),
        },
        Err(failure) => shown(failure.status(), &sentence("This can’t be done", &failure.sentence()), path),
    }
}

fn shown(status: StatusCode, page: &crate::visit::Page, path: &str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], whole(page, path)).into_response()
}

fn refusal(why: &str) -> Response {
    // Whoever is not let in sees no menu: it is no page.
    (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{why}\n")).into_response()
}

/// The door: see [`crate::door`].
async fn enter(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut response = match refused(&desk.door, &request) {
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
fn refused(door: &Door, request: &Request) -> Option<Response> {
    let headers: &HeaderMap = request.headers();
    if !door.is_our_host(headers) {
        return Some(refusal("This address is not that of the server. Open the address that the program printed."));
    }
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_reading && request.uri().path() == "/" {
        let query = request.uri().query().unwrap_or("");
        let token = query.split('&').find_map(|pair| pair.strip_prefix("token="));
        if token.is_some_and(|token| door.is_token(token)) {
            let headers = [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, door.cookie())];
            return Some((StatusCode::SEE_OTHER, headers).into_response());
        }
    }
    if !door.has_cookie(headers) {
        return Some(refusal(
            "You are not let in: open the address that the program printed, with its token. It is a new one each time the program is \
             started.",
        ));
    }
    if !is_reading && !door.is_from_our_page(headers) {
        return Some(refusal("This form was not sent from a page of this program. Nothing was changed."));
    }
    None
}
