//! Pages that are open to other machines.

mod common;

use std::net::{IpAddr, Ipv4Addr};

use common::{encoded, send, Answer, Browser, Desk};
use standpoint_languages::Languages;
use standpoint_serve::{Password, Server};

const PASSWORD: &str = "the ferry at noon";

fn open_to_others<T>(desk: &Desk, act: impl FnOnce(u16) -> T) -> T {
    let password = Password::new(PASSWORD).unwrap();
    // Any address but this is that of a machine.
    let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let server = Server::bind_to_others(&desk.path(), address, 0, password, Languages::built_in()).unwrap();
    let port = server.address().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    assert_eq!(server.address(), format!("http://127.0.0.1:{port}/"), "no token is in the address");
    let stopper = server.stopper();
    std::thread::scope(|scope| {
        let running = scope.spawn(|| server.run().unwrap());
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| act(port)));
        stopper.stop();
        running.join().unwrap();
        outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn get(port: u16, path: &str, head: &str) -> Answer {
    send(port, &format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{head}Connection: close\r\n\r\n"))
}

fn knock(port: u16, who: &str, password: &str, head: &str) -> Answer {
    let fields = [("who".to_owned(), who.to_owned()), ("password".to_owned(), password.to_owned())];
    Browser { port, cookie: String::new() }.post_with("/login", &encoded(&fields), head)
}

const OURS: &str = "Origin: null\r\nSec-Fetch-Site: same-origin\r\n";

fn come_in(port: u16, who: &str) -> Browser {
    let answer = knock(port, who, PASSWORD, OURS);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")), "{}", answer.body);
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    Browser { port, cookie: cookie.split(';').next().unwrap().to_owned() }
}

#[test]
fn who_has_no_password_sees_the_door_alone() {
    let desk = Desk::new(&[]);
    open_to_others(&desk, |port| {
        for path in ["/", "/matrix", "/sources", "/nowhere", "/keys.js", "/?token=0123", "/?token="] {
            let answer = get(port, path, "");
            assert_eq!((answer.status, answer.header("location")), (303, Some("/login")), "{path}");
        }
        let door = get(port, "/login", "");
        assert_eq!(door.status, 200);
        assert!(door.body.contains("type=\"password\"") && door.body.contains("without encryption"));
        assert!(!door.body.contains("/matrix") && !door.body.contains("harbour"), "{}", door.body);
        assert!(door.header("content-security-policy").unwrap().starts_with("default-src 'none';"));
        let forged = format!("Cookie: standpoint-{port}=0123\r\n");
        assert_eq!(get(port, "/matrix", &forged).status, 303);
        let rebound = send(port, "GET /login HTTP/1.1\r\nHost: harbour.example\r\nConnection: close\r\n\r\n");
        assert_eq!(rebound.status, 403);
        let nobody = Browser { port, cookie: String::new() };
        assert_eq!(nobody.post("/decide", "ruling=accept").status, 403);
        for head in ["", "Origin: https://harbour.example\r\n", "Origin: null\r\nSec-Fetch-Site: cross-site\r\n"] {
            assert_eq!(knock(port, "ann", PASSWORD, head).status, 403, "{head:?}");
        }
    });
}

#[test]
fn each_decides_under_the_name_given_at_the_door() {
    let desk = Desk::new(&[]);
    open_to_others(&desk, |port| {
        assert_eq!(knock(port, " ", PASSWORD, OURS).status, 400, "a name is needed");
        for who in ["ann", "Zoë <b>"] {
            let browser = come_in(port, who);
            assert!(browser
                .page("/")
                .contains(&format!("<bdi>{}</bdi>", who.replace('<', "&lt;").replace('>', "&gt;"))));
            browser.press(&browser.page("/review"), "/decide", "accept", "");
            assert_eq!(common::open(&desk.path()).history(1).unwrap()[0].who, who);
        }
    });
}

#[test]
fn wrong_passwords_are_slowed_down() {
    let desk = Desk::new(&[]);
    open_to_others(&desk, |port| {
        let browser = come_in(port, "ann");
        for password in ["", "the ferry at nine", "the ferry at noon "] {
            let answer = knock(port, "eve", password, OURS);
            assert_eq!(answer.status, 403, "{password:?}");
            assert!(answer.body.contains("This is not the password") && answer.header("set-cookie").is_none());
        }
        let answer = knock(port, "eve", PASSWORD, OURS);
        assert_eq!(answer.status, 429, "not even the right one is looked at");
        assert!(answer.body.contains("seconds") && answer.header("set-cookie").is_none());
        assert!(browser.page("/matrix").contains("Matrix"), "who is in stays in");
    });
}
