//! Who may come in: this machine's browser, and only from our own pages.
//!
//! | what is refused | why |
//! |---|---|
//! | a `Host` that is not this server's address | a site that lets its own name point to 127.0.0.1 (DNS rebinding) |
//! | a request without the cookie | another program or user of this machine |
//! | a form that another site sent, or without the token of our forms | cross-site request forgery |
//!
//! `Referrer-Policy: no-referrer` makes browsers send `Origin: null` with forms, also with our own, so that of browsers
//! `Sec-Fetch-Site` decides, which no page can set.

use std::fmt::Write;

use axum::http::header::{HeaderMap, COOKIE, HOST, ORIGIN};

use crate::ServeError;

/// What lets a request in, different each time the program is started.
pub(crate) struct Door {
    port: u16,
    token: String,
    form_token: String,
}

impl std::fmt::Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Door({})", self.port)
    }
}

impl Door {
    pub(crate) fn new(port: u16) -> Result<Self, ServeError> {
        Ok(Self { port, token: random()?, form_token: random()? })
    }

    /// The address that lets a browser in.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?token={}", self.port, self.token)
    }

    /// What is written into every form.
    pub(crate) fn form_token(&self) -> &str {
        &self.form_token
    }

    /// Cookies don't tell ports apart, so two servers on one machine need two names.
    fn cookie_name(&self) -> String {
        format!("standpoint-{}", self.port)
    }

    /// The cookie that remembers who was let in, as long as the browser runs.
    pub(crate) fn cookie(&self) -> String {
        format!("{}={}; HttpOnly; SameSite=Strict; Path=/", self.cookie_name(), self.token)
    }

    pub(crate) fn is_token(&self, given: &str) -> bool {
        is_same(given, &self.token)
    }

    pub(crate) fn is_form_token(&self, given: &str) -> bool {
        is_same(given, &self.form_token)
    }

    /// Whether the request names this server by the address it has.
    pub(crate) fn is_our_host(&self, headers: &HeaderMap) -> bool {
        let mut named = headers.get_all(HOST).iter();
        let host = named.next().and_then(|value| value.to_str().ok());
        host.is_some_and(|host| self.hosts().iter().any(|ours| ours == host)) && named.next().is_none()
    }

    fn hosts(&self) -> [String; 2] {
        [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)]
    }

    /// Whether the browser was let in before.
    pub(crate) fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(key, value)| key == name && self.is_token(value))
    }

    /// Whether a form was sent from one of our own pages.
    pub(crate) fn is_from_our_page(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(ORIGIN).and_then(|value| value.to_str().ok());
        let is_ours = |origin: &str| {
            let host = origin.strip_prefix("http://");
            host.is_some_and(|host| self.hosts().iter().any(|ours| ours == host))
        };
        match (headers.get("sec-fetch-site"), origin) {
            (Some(site), None | Some("null")) => site == "same-origin",
            (Some(site), Some(origin)) => site == "same-origin" && is_ours(origin),
            (None, Some(origin)) => is_ours(origin),
            (None, None) => false,
        }
    }
}

/// 256 random bits as hexadecimal digits.
fn random() -> Result<String, ServeError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(ServeError::NoRandomness)?;
    let mut digits = String::with_capacity(64);
    for byte in bytes {
        // Writing to a string can't fail.
        let _ = write!(digits, "{byte:02x}");
    }
    Ok(digits)
}

/// Takes the same time wherever the two differ.
fn is_same(given: &str, ours: &str) -> bool {
    let differing = given.bytes().zip(ours.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    given.len() == ours.len() && differing == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_address_is_a_host() {
        let door = Door::new(4711).unwrap();
        for (host, is_ours) in [
            ("127.0.0.1:4711", true),
            ("localhost:4711", true),
            ("127.0.0.1", false),
            ("127.0.0.1:4712", false),
            ("harbour.example:4711", false),
            ("localhost:4711.harbour.example", false),
        ] {
            assert_eq!(door.is_our_host(&headers(&[("host", host)])), is_ours, "{host}");
        }
        assert!(!door.is_our_host(&HeaderMap::new()));
    }

    #[test]
    fn forms_come_from_our_pages_only() {
        let door = Door::new(4711).unwrap();
        let comes = |pairs: &[(&'static str, &str)]| door.is_from_our_page(&headers(pairs));
        assert!(comes(&[("origin", "http://127.0.0.1:4711")]));
        assert!(comes(&[("origin", "null"), ("sec-fetch-site", "same-origin")]));
        assert!(comes(&[("sec-fetch-site", "same-origin")]));
        assert!(!comes(&[("origin", "null")]));
        assert!(!comes(&[]));
        assert!(!comes(&[("origin", "http://127.0.0.1:4712")]));
        assert!(!comes(&[("origin", "https://127.0.0.1:4711")]));
        assert!(!comes(&[("origin", "http://127.0.0.1:4711"), ("sec-fetch-site", "cross-site")]));
        assert!(!comes(&[("origin", "http://harbour.example"), ("sec-fetch-site", "same-origin")]));
        assert!(!comes(&[("sec-fetch-site", "same-site")]));
    }

    #[test]
    fn the_cookie_is_the_token_and_nothing_like_it() {
        let door = Door::new(4711).unwrap();
        let value = door.cookie().split(';').next().unwrap().to_owned();
        assert!(door.has_cookie(&headers(&[("cookie", &format!("other=1; {value}"))])));
        assert!(!door.has_cookie(&headers(&[("cookie", &value[..value.len() - 1])])));
        assert!(!door.has_cookie(&headers(&[("cookie", "standpoint-4711=")])));
        assert_ne!(door.token, door.form_token);
        assert_ne!(door.token, Door::new(4711).unwrap().token);
    }
}
