//! The password of pages that are open to other machines, and how long somebody waits who tries wrong ones.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::door::is_same;
use crate::ServeError;

/// What lets others in.
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

impl Password {
    /// So many characters it has at least: what can be tried out over a network must not be guessed.
    pub const SHORTEST: usize = 12;

    /// A password, without the end of the line it was written on.
    ///
    /// # Errors
    /// [`ServeError::Password`] where it is shorter than [`Password::SHORTEST`].
    pub fn new(written: &str) -> Result<Self, ServeError> {
        let written = written.trim_end_matches(['\r', '\n']);
        if written.chars().count() < Self::SHORTEST {
            return Err(ServeError::Password);
        }
        Ok(Self(written.to_owned()))
    }

    pub(crate) fn is(&self, given: &str) -> bool {
        is_same(given, &self.0)
    }
}

/// So many wrong tries cost nothing: people mistype.
const FREE: u32 = 3;
const LONGEST: Duration = Duration::from_secs(300);
/// So many addresses are remembered; whoever could use more of them is kept waiting altogether.
const MOST: usize = 10_000;

/// Who tried wrong passwords, by network address. Each wrong try doubles the time in which no other is looked at.
#[derive(Debug, Default)]
pub(crate) struct Tries(Mutex<HashMap<IpAddr, Wrong>>);

#[derive(Debug, Clone, Copy)]
struct Wrong {
    count: u32,
    until: Instant,
}

impl Tries {
    /// Whether this is the password; an error says how long to wait before another try is looked at.
    pub(crate) fn check(&self, password: &Password, given: &str, from: IpAddr, now: Instant) -> Result<bool, Duration> {
        let mut wrong = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let from = network(from);
        let before = wrong.get(&from).copied();
        if let Some(before) = before.filter(|before| before.until > now) {
            return Err(before.until - now);
        }
        if before.is_none() && wrong.len() >= MOST {
            wrong.retain(|_, wrong| wrong.until > now);
            if wrong.len() >= MOST {
                return Err(LONGEST);
            }
        }
        if password.is(given) {
            wrong.remove(&from);
            return Ok(true);
        }
        let count = before.map_or(0, |before| before.count) + 1;
        let wait = match count.checked_sub(FREE) {
            None => Duration::ZERO,
            Some(over) => Duration::from_secs(1 << over.min(9)).min(LONGEST),
        };
        wrong.insert(from, Wrong { count, until: now + wait });
        Ok(false)
    }
}

/// One household has some 2^64 addresses of the newer kind.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_guesses_waits_longer_each_time() {
        let password = Password::new("the ferry at noon\n").unwrap();
        let (tries, start) = (Tries::default(), Instant::now());
        let (guesser, friend): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let after = |seconds| start + Duration::from_secs(seconds);
        for _ in 0..3 {
            assert_eq!(tries.check(&password, "the ferry at nine", guesser, start), Ok(false));
        }
        assert_eq!(tries.check(&password, "the ferry at noon", guesser, start), Err(Duration::from_secs(1)));
        assert_eq!(tries.check(&password, "the ferry at noon", friend, start), Ok(true));
        assert_eq!(tries.check(&password, "wrong", guesser, after(1)), Ok(false));
        assert_eq!(tries.check(&password, "wrong", guesser, after(2)), Err(Duration::from_secs(1)));
        assert_eq!(tries.check(&password, "the ferry at noon", guesser, after(3)), Ok(true));
        assert_eq!(tries.check(&password, "wrong", guesser, after(3)), Ok(false), "all is forgiven");
    }

    #[test]
    fn neighbours_in_a_network_are_one() {
        let address = |text: &str| network(text.parse().unwrap());
        assert_eq!(address("2001:db8::1"), address("2001:db8::ffff:1"));
        assert_ne!(address("2001:db8::1"), address("2001:db8:0:1::1"));
    }

    #[test]
    fn a_short_password_is_none() {
        assert!(Password::new("short").is_err());
        assert!(Password::new("eleven chars\n").is_ok());
        assert!(!Password::new("eleven chars").unwrap().is("eleven chars "));
    }
}
