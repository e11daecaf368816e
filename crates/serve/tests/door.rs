//! Who is let in, and that nothing of a document runs.

mod common;

use common::{encoded, fields, form, send, Browser, Desk};
use standpoint_languages::Languages;
use standpoint_serve::{Server, Stopper};

const HOSTILE: &str = "# <script>alert(1)</script> \"><img src=x onerror=alert(2)>\n\nStatement of the <b onclick='x()'>League</b> & \
    Friends\n\n5 March 2024\n\nWe reject the toll <script src=\"https://harbour.example/x.js\"></script> on the harbour bridge. \
    \"It is ours</mark><script>alert(3)</script>\", said Ilse <i>Torvaan</i>. We demand 1,200 <u>boats</u> by 3 May 2024.\n";

/// A server that runs until the test is over.
struct Running {
    address: String,
    stopper: Stopper,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    fn over(desk: &Desk) -> Self {
        let server = Server::bind(&desk.path(), 0, "ben", Languages::built_in()).unwrap();
        let (address, stopper) = (server.address(), server.stopper());
        let thread = Some(std::thread::spawn(move || server.run().unwrap()));
        Self { address, stopper, thread }
    }

    fn browser(&self) -> Browser {
        Browser::enter(&self.address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stopper.stop();
        let ended = self.thread.take().unwrap().join();
        assert!(ended.is_ok() || std::thread::panicking());
    }
}

/// Every page there is, for a statement of the library.
fn pages(browser: &Browser) -> Vec<String> {
    let sources = browser.page("/sources");
    let links = sources.split("href=\"").skip(1).map(|rest| rest[..rest.find('"').unwrap()].to_owned());
    let mut pages: Vec<String> = links.filter(|link| link.starts_with('/')).collect();
    let matrix = browser.page("/matrix");
    let cells = matrix.split("href=\"").skip(1).map(|rest| rest[..rest.find('"').unwrap()].replace("&amp;", "&"));
    pages.extend(cells.filter(|link| link.starts_with("/cell")).take(12));
    pages.extend(
        ["/search?q=toll", "/search?q=%3Cscript%3E", "/search?q=bridge&view=lines", "/search?q=%22"].map(String::from),
    );
    pages
}

#[test]
fn only_who_has_the_token_comes_in() {
    let desk = Desk::new(&[]);
    let running = Running::over(&desk);
    let browser = running.browser();
    let port = browser.port;
    let get = |path: &str, head: &str| send(port, &format!("GET {path} HTTP/1.1\r\n{head}Connection: close\r\n\r\n"));
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    for path in ["/", "/sources", "/style.css", "/nowhere", "/?token=", "/?token=0123", "/sources?token=0123"] {
        let refused = get(path, &host);
        assert_eq!(refused.status, 403, "{path}");
        assert!(refused.body.contains("open the address that the program printed"));
        assert!(refused.header("set-cookie").is_none());
    }
    let wrong = format!("{host}Cookie: standpoint-{port}=0123\r\n");
    assert_eq!(get("/", &wrong).status, 403);
    let cookie = format!("Cookie: {}\r\n", browser.cookie);
    assert_eq!(get("/", &format!("{host}{cookie}")).status, 200);
    assert_eq!(get("/", &format!("Host: localhost:{port}\r\n{cookie}")).status, 200);
    // A name that another site lets point to this machine.
    assert_eq!(get("/", &format!("Host: harbour.example:{port}\r\n{cookie}")).status, 403);
    let (_, token) = running.address.split_once("/?").unwrap();
    assert_eq!(get(&format!("/?{token}"), &format!("Host: harbour.example:{port}\r\n")).status, 403);
    assert_eq!(browser.get("/nowhere").status, 404);
}

#[test]
fn no_form_of_another_site_does_anything() {
    let desk = Desk::new(&[]);
    let running = Running::over(&desk);
    let browser = running.browser();
    let review = browser.page("/review");
    let mut fields = fields(form(&review, "/decide"));
    fields.push(("ruling".to_owned(), "accept".to_owned()));
    let body = encoded(&fields);
    let origin = format!("Origin: http://127.0.0.1:{}\r\n", browser.port);
    for headers in [
        "",
        "Origin: null\r\n",
        "Origin: https://harbour.example\r\n",
        "Origin: null\r\nSec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
    ] {
        assert_eq!(browser.post_with("/decide", &body, headers).status, 403, "{headers:?}");
    }
    let without = encoded(&fields.iter().filter(|(name, _)| name != "form_token").cloned().collect::<Vec<_>>());
    assert_eq!(browser.post_with("/decide", &without, &origin).status, 403);
    assert_eq!(browser.get(&format!("/decide?{body}")).status, 405, "looking changes nothing");
    let decided = || common::open(&desk.path()).history(1).unwrap()[0].who == "ben";
    assert!(!decided());
    assert_eq!(browser.post_with("/decide", &body, &origin).status, 303);
    assert!(decided());
}

#[test]
fn documents_are_shown_inert_on_every_page() {
    let desk = Desk::new(&[("09-<img src=x>.md", HOSTILE)]);
    let running = Running::over(&desk);
    let browser = running.browser();
    let pages = pages(&browser);
    assert!(pages.len() > 30, "{pages:?}");
    let mut escaped = 0;
    for path in &pages {
        let answer = browser.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{path}");
        for (name, value) in
            [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("cache-control", "no-store")]
        {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let page = answer.body.replace("<script src=\"/keys.js\" defer></script>", "");
        for wrong in [
            "<script",
            "<img",
            "<b ",
            "<i>",
            "<u>",
            " style=",
            " onclick=\"",
            "javascript:",
            "src=\"http",
            "href=\"http",
        ] {
            let escaped_here = page.contains(wrong);
            assert!(!escaped_here, "{path} has {wrong}");
        }
        escaped += page.matches("&lt;script").count();
    }
    assert!(escaped > 3, "the hostile statement is shown");
}
