//! Who may come in: this machine's browser, or whoever has the password; and only from our own pages.
//!
//! | what is refused | why |
//! |---|---|
//! | a `Host` that is not this server's address | a site that lets its own name point here (DNS rebinding) |
//! | a request without the cookie | another program or user of this machine, another machine |
//! | a form that another site sent, or without the token of our forms | cross-site request forgery |
//!
//! `Referrer-Policy: no-referrer` makes browsers send `Origin: null` with forms, also with our own, so that of browsers
//! `Sec-Fetch-Site` decides, which no page can set.

use std::fmt::Write;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::header::{HeaderMap, COOKIE, HOST, ORIGIN};

use crate::password::{Password, Tries};
use crate::ServeError;

/// So many people are let in at the same time; the one who came first leaves for one more.
const MOST_VISITORS: usize = 500;

/// What lets a request in, different each time the program is started.
pub(crate) struct Door {
    address: SocketAddr,
    key: Key,
    form_token: String,
    visitors: Mutex<Vec<Visitor>>,
}

/// What opens the door.
enum Key {
    /// A token in the address that is opened first.
    Token(String),
    Password(Password, Tries),
}

/// Somebody who was let in.
struct Visitor {
    token: String,
    who: String,
}

impl std::fmt::Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Door({})", self.address)
    }
}

impl Door {
    /// A door for one person, who sits at this machine.
    pub(crate) fn of_this_machine(address: SocketAddr, who: &str) -> Result<Self, ServeError> {
        let token = random()?;
        let visitors = Mutex::new(vec![Visitor { token: token.clone(), who: who.to_owned() }]);
        Ok(Self { address, key: Key::Token(token), form_token: random()?, visitors })
    }

    /// A door for whoever knows the password.
    pub(crate) fn with_password(address: SocketAddr, password: Password) -> Result<Self, ServeError> {
        let key = Key::Password(password, Tries::default());
        Ok(Self { address, key, form_token: random()?, visitors: Mutex::default() })
    }

    /// The address that lets a browser in, or asks it for the password.
    pub(crate) fn address(&self) -> String {
        match &self.key {
            Key::Token(token) => format!("http://{}/?token={token}", self.address),
            Key::Password(..) => format!("http://{}/", self.address),
        }
    }

    /// Whether a password opens it.
    pub(crate) fn has_password(&self) -> bool {
        matches!(self.key, Key::Password(..))
    }

    /// What is written into every form.
    pub(crate) fn form_token(&self) -> &str {
        &self.form_token
    }

    /// Cookies don't tell ports apart, so two servers on one machine need two names.
    fn cookie_name(&self) -> String {
        format!("standpoint-{}", self.address.port())
    }

    /// The cookie that remembers who was let in, as long as the browser runs.
    pub(crate) fn cookie(&self, token: &str) -> String {
        format!("{}={token}; HttpOnly; SameSite=Strict; Path=/", self.cookie_name())
    }

    pub(crate) fn is_token(&self, given: &str) -> bool {
        matches!(&self.key, Key::Token(token) if is_same(given, token))
    }

    pub(crate) fn is_form_token(&self, given: &str) -> bool {
        is_same(given, &self.form_token)
    }

    /// Lets in who has the password, and gives the token of the cookie; `None` for a wrong one. An error says how long to wait
    /// before another try is looked at.
    pub(crate) fn let_in(
        &self,
        given: &str,
        who: &str,
        from: IpAddr,
        now: Instant,
    ) -> Result<Option<String>, Duration> {
        let Key::Password(password, tries) = &self.key else { return Ok(None) };
        if !tries.check(password, given, from, now)? {
            return Ok(None);
        }
        let Ok(token) = random() else { return Ok(None) };
        let mut visitors = self.visitors.lock().unwrap_or_else(PoisonError::into_inner);
        if visitors.len() == MOST_VISITORS {
            visitors.remove(0);
        }
        visitors.push(Visitor { token: token.clone(), who: who.to_owned() });
        Ok(Some(token))
    }

    /// Whether the request names this server by the address it has.
    pub(crate) fn is_our_host(&self, headers: &HeaderMap) -> bool {
        let mut named = headers.get_all(HOST).iter();
        let host = named.next().and_then(|value| value.to_str().ok());
        host.is_some_and(|host| self.is_our_name(host)) && named.next().is_none()
    }

    /// Names that others can give out for this machine are not among them; an address of digits is nobody's to give.
    fn is_our_name(&self, host: &str) -> bool {
        let (ip, port) = (self.address.ip(), self.address.port());
        if host == format!("localhost:{port}") {
            return ip.is_loopback() || ip.is_unspecified();
        }
        let with_port =
            if port == 80 && host.parse::<SocketAddr>().is_err() { format!("{host}:80") } else { host.to_owned() };
        with_port.parse().is_ok_and(|named: SocketAddr| {
            named.port() == port && (ip.is_unspecified() || named.ip() == ip) && named.to_string() == with_port
        })
    }

    /// Who was let in before with this browser.
    pub(crate) fn who(&self, headers: &HeaderMap) -> Option<String> {
        let name = self.cookie_name();
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let visitors = self.visitors.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = pairs.filter(|(key, _)| *key == name).filter_map(|(_, value)| {
            visitors.iter().find(|visitor| is_same(value, &visitor.token)).map(|visitor| visitor.who.clone())
        });
        found.next()
    }

    /// Whether a form was sent from one of our own pages.
    pub(crate) fn is_from_our_page(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(ORIGIN).and_then(|value| value.to_str().ok());
        let is_ours = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| self.is_our_name(host));
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

/// Takes a time that depends on what is given alone, neither on where the two differ nor on how long ours is.
pub(crate) fn is_same(given: &str, ours: &str) -> bool {
    let repeated = ours.bytes().cycle();
    let differing = given.bytes().zip(repeated).fold(0, |sum, (a, b)| sum | (a ^ b));
    given.len() == ours.len() && differing == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    fn local() -> Door {
        Door::of_this_machine("127.0.0.1:4711".parse().unwrap(), "ann").unwrap()
    }

    #[test]
    fn only_our_own_address_is_a_host() {
        let door = local();
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
        let door = local();
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
        let door = local();
        let token = |door: &Door| door.address().split_once("token=").unwrap().1.to_owned();
        let value = door.cookie(&token(&door)).split(';').next().unwrap().to_owned();
        let who = |cookie: &str| door.who(&headers(&[("cookie", cookie)]));
        assert_eq!(who(&format!("other=1; {value}")).as_deref(), Some("ann"));
        assert_eq!(who(&value[..value.len() - 1]), None);
        assert_eq!(who("standpoint-4711="), None);
        assert_ne!(token(&door), door.form_token);
        assert_ne!(token(&door), token(&local()));
    }

    #[test]
    fn an_address_for_others_is_itself_and_no_name() {
        let password = || Password::new("the ferry at noon").unwrap();
        let at = |address: &str| Door::with_password(address.parse().unwrap(), password()).unwrap();
        let is_ours = |door: &Door, host: &str| door.is_our_host(&headers(&[("host", host)]));
        let one = at("192.0.2.7:4711");
        assert!(is_ours(&one, "192.0.2.7:4711"));
        for host in ["192.0.2.8:4711", "192.0.2.7:4712", "localhost:4711", "harbour.example:4711", "192.0.2.7"] {
            assert!(!is_ours(&one, host), "{host}");
        }
        let all = at("[::]:80");
        for host in ["192.0.2.8", "192.0.2.8:80", "[2001:db8::1]", "localhost:80"] {
            assert!(is_ours(&all, host), "{host}");
        }
        assert!(!is_ours(&all, "harbour.example") && !is_ours(&all, "192.0.2.8:81"));
    }

    #[test]
    fn who_has_the_password_has_a_cookie_of_their_own() {
        let address = "192.0.2.7:4711".parse().unwrap();
        let door = Door::with_password(address, Password::new("the ferry at noon").unwrap()).unwrap();
        let enter = |given, who| door.let_in(given, who, address.ip(), Instant::now()).unwrap();
        assert_eq!(enter("the ferry at nine", "eve"), None);
        let (ann, ben) = (enter("the ferry at noon", "ann").unwrap(), enter("the ferry at noon", "ben").unwrap());
        let who = |token: &str| door.who(&headers(&[("cookie", &door.cookie(token))]));
        assert_eq!((who(&ann).as_deref(), who(&ben).as_deref()), (Some("ann"), Some("ben")));
        assert!(who("").is_none() && !door.is_token(&ann));
    }
}
