//! Addresses to pages.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, DefaultBodyLimit, Extension, Form, Path as InPath, Query, State};
use axum::http::{header, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::Router;

use crate::failure::Failure;
use crate::layout::{self, sentence, whole, Around, SCRIPT};
use crate::pages::{self, PageOf};
use crate::server::{House, Who};
use crate::visit::{Answer, Page, Visit};

/// No form of ours is larger.
const LARGEST_FORM: usize = 1 << 20;
/// So long a browser waits for new proposals before it is shown how far they are.
const WAIT_FOR_PROPOSALS: Duration = Duration::from_secs(4);
/// So long a browser waits for what is looked for before it is shown the page without that.
const WAIT_FOR_FINDINGS: Duration = Duration::from_millis(150);
/// The longest name that somebody can give at the door, in characters.
const LONGEST_NAME: usize = 60;

type Fields = Vec<(String, String)>;
type OfHouse = State<Arc<House>>;

/// All there are, behind the door.
pub(crate) fn routes() -> Router<Arc<House>> {
    let mut routes = Router::new()
        .route("/style.css", get(|| async { ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], layout::style()) }))
        .route("/keys.js", get(|| async { ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT) }))
        .route("/login", get(ask).post(enter));
    for &(path, page) in pages::READ {
        let shown = move |State(house): OfHouse,
                          Extension(Who(who)): Extension<Who>,
                          digits: Option<InPath<String>>,
                          Query(fields): Query<Fields>| {
            answer(house, path, page, who, digits.map(|InPath(digits)| digits), fields)
        };
        routes = routes.route(path, get(shown));
    }
    for &(path, act) in pages::ACTS {
        let done = move |State(house): OfHouse, Extension(Who(who)): Extension<Who>, Form(fields): Form<Fields>| async move {
            if !house.door.is_form_token(field(&fields, "form_token")) {
                return refusal(
                    "This form is not one of this program's pages as it runs now. Load the page again and repeat.",
                );
            }
            answer(house, path, act, who, None, fields).await
        };
        routes = routes.route(path, post(done));
    }
    let nowhere = || async {
        let page = sentence("Not found", "There is no such page; the menu shows all there are.");
        shown(StatusCode::NOT_FOUND, &page, "")
    };
    routes.fallback(nowhere).layer(DefaultBodyLimit::max(LARGEST_FORM))
}

fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// Makes a page away from the thread that talks to browsers.
async fn answer(
    house: Arc<House>,
    path: &'static str,
    page: PageOf,
    who: String,
    statement: Option<String>,
    fields: Fields,
) -> Response {
    let made = tokio::task::spawn_blocking(move || {
        let (desk, form_token) = (&house.desk, Some(house.door.form_token()));
        let make = |has_waited| {
            let (who, statement, fields) = (who.clone(), statement.clone(), fields.clone());
            desk.with(|library| page(&mut Visit { desk, library, who, form_token, statement, fields, has_waited }))
        };
        match make(false) {
            Ok(Answer::GoToWhenProposed(address)) => {
                desk.proposing.wait(WAIT_FOR_PROPOSALS);
                Ok(Answer::GoTo(address))
            }
            Ok(Answer::OnceFound) => {
                desk.wait(Some(WAIT_FOR_FINDINGS));
                make(true)
            }
            made => made,
        }
    });
    let made = made.await.unwrap_or_else(|_| {
        Err(Failure::Wrong(
            "This page broke down, which is a fault of the program. Nothing was changed by it.".to_owned(),
        ))
    });
    match made {
        Ok(Answer::Page(page)) => shown(StatusCode::OK, &page, path),
        Ok(Answer::GoTo(address) | Answer::GoToWhenProposed(address)) => go_to(address),
        // A page is made again once at most.
        Ok(Answer::OnceFound) => go_to(path.to_owned()),
        Err(failure) => shown(failure.status(), &sentence("This can’t be done", &failure.sentence()), path),
    }
}

fn go_to(address: String) -> Response {
    match HeaderValue::try_from(address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
        Err(_) => refusal("The form names an address that can't be."),
    }
}

fn shown(status: StatusCode, page: &Page, path: &str) -> Response {
    html(status, whole(page, path, Around::Served))
}

fn html(status: StatusCode, page: String) -> Response {
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

pub(crate) fn refusal(why: &str) -> Response {
    // Whoever is not let in sees no menu: it is no page.
    (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{why}\n")).into_response()
}

/// The form that asks for the password.
async fn ask(State(house): OfHouse) -> Response {
    if !house.door.has_password() {
        return go_to("/".to_owned());
    }
    html(StatusCode::OK, whole(&pages::login(None), "", Around::Door))
}

/// Somebody at the door, with a password.
async fn enter(
    State(house): OfHouse,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Form(fields): Form<Fields>,
) -> Response {
    let again = |status, why: &str| html(status, whole(&pages::login(Some(why)), "", Around::Door));
    let who = field(&fields, "who").split_whitespace().collect::<Vec<_>>().join(" ");
    if who.is_empty() || who.chars().count() > LONGEST_NAME {
        return again(
            StatusCode::BAD_REQUEST,
            "Give your name, in at most 60 letters: it is written beside what you decide.",
        );
    }
    match house.door.let_in(field(&fields, "password"), &who, from.ip(), Instant::now()) {
        Ok(Some(token)) => {
            let headers = [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, house.door.cookie(&token))];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Ok(None) => {
            again(StatusCode::FORBIDDEN, "This is not the password. After three wrong tries you wait longer each time.")
        }
        Err(wait) => {
            let seconds = wait.as_secs() + 1;
            let why = format!("Too many wrong tries: the next is looked at in {seconds} seconds. This one was not.");
            again(StatusCode::TOO_MANY_REQUESTS, &why)
        }
    }
}
