#!/usr/bin/env python3
"""Pictures of the pages of `standpoint serve` (wide, dark, phone), and a try of the keys in a real browser.

usage: pages.py LIBRARY.standpoint FOLDER [PROGRAM]

Needs Debian's `chromium`. Decides on two proposals of the library and takes one back, so use one made for trying out:
    cargo run -p standpoint-serve --example example_library -- /tmp/harbour.standpoint
"""

import base64
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BROWSER = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe",
]
LOOKS = {"wide": (1280, "light"), "dark": (1280, "dark"), "phone": (400, "light")}
PAGES = ["/", "/matrix", "/review", "/search?q=ferry", "/search?q=ferry&view=lines", "/sources", "/figures", "/demands",
         "/timeline", "/quotations", "/names", "/codebook", "/history", "/help", "/export"]


class Browser:
    """Chromium over its debugging pipe: JSON messages that end in a NUL."""

    def __init__(self, profile):
        to_browser, self.to = os.pipe()
        self.of, from_browser = os.pipe()

        def take_pipes():
            # The browser reads from 3 and writes to 4; the ends may have these numbers themselves.
            read, write = os.dup(to_browser), os.dup(from_browser)
            read, write = os.dup2(read, 20), os.dup2(write, 21)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(
            [*BROWSER, f"--user-data-dir={profile}", "about:blank"], preexec_fn=take_pipes, close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.buffer, self.number, self.session, self.events = b"", 0, None, []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")
        self.ask("Runtime.enable")
        self.ask("Log.enable")

    def read(self):
        while b"\0" not in self.buffer:
            part = os.read(self.of, 1 << 20)
            if not part:
                raise SystemExit("the browser ended")
            self.buffer += part
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for_load(self):
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())
        self.events = self.complaints()

    def complaints(self):
        return [e for e in self.events if e.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]

    def go(self, address):
        self.ask("Page.navigate", url=address)
        self.wait_for_load()

    def press(self, key, loads=True):
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, text=key if len(key) == 1 else "")
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)
        if loads:
            self.wait_for_load()

    def tell(self, expression):
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def shoot(self, place, width, scheme):
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        height = min(self.tell("document.documentElement.scrollHeight"), 2600)
        over = self.tell("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over:
            print(f"{place.name}: {over} pixels too wide")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        picture = self.ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
        place.write_bytes(base64.b64decode(picture))


def check(is_so, what):
    print(("ok      " if is_so else "WRONG   ") + what)
    return is_so


def try_keys(browser, root):
    """Decides, skips and takes back by keys; says what did not work."""
    path = lambda: browser.tell("location.pathname")
    waiting = lambda: int(browser.tell("document.body.innerText.match(/(\\d+) wait for a decision/)[1]"))
    browser.go(root + "/review")
    first, shown = waiting(), browser.tell("document.querySelector('[name=statement]').value + document.querySelector('[name=question]').value")
    fine = True
    browser.press("a")
    fine &= check(path() == "/review" and waiting() == first - 1, "a accepts")
    browser.press("x")
    fine &= check(waiting() == first - 2, "x decides: not addressed")
    browser.press("n")
    fine &= check("after=" in browser.tell("location.search"), "n skips")
    browser.press("z")
    fine &= check(waiting() == first - 1, "z takes back")
    browser.press("e", loads=False)
    fine &= check(browser.tell("document.activeElement.name") == "memo", "e goes into the memo")
    browser.press("a", loads=False)
    fine &= check(browser.tell("document.activeElement.value").endswith("a"), "keys are letters while one types")
    browser.press("Escape", loads=False)
    browser.press("g", loads=False)
    browser.press("m")
    fine &= check(path() == "/matrix", "g m goes to the matrix")
    browser.press("?")
    fine &= check(path() == "/help", "? helps")
    browser.tell("document.getElementById('keys-off').click()")
    browser.press("g", loads=False)
    browser.press("o", loads=False)
    time.sleep(0.3)
    fine &= check(path() == "/help", "keys can be turned off")
    browser.tell("document.getElementById('keys-off').click()")
    browser.go(root + "/sources")
    browser.go(browser.tell("document.querySelector('main a[href^=\"/statement/\"]').href"))
    browser.press("j", loads=False)
    fine &= check(browser.tell("document.activeElement.id") == "e1", "j goes to the first evidence")
    return fine and shown


def main():
    library, folder, *program = sys.argv[1:]
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    serving = subprocess.Popen([*(program or ["target/debug/standpoint"]), "serve", library, "--by", "ben"],
                               stdout=subprocess.PIPE, text=True)
    address = serving.stdout.readline().strip()
    root = address.split("/?")[0]
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(profile)
        try:
            browser.go(address)
            fine = check(browser.tell("location.search") == "", "the token leaves the address")
            fine &= bool(try_keys(browser, root))
            statement = browser.tell("location.pathname")
            browser.go(root + "/matrix")
            cell = browser.tell("document.querySelector('main a[href^=\"/cell\"]').getAttribute('href')")
            for page in [*PAGES, statement, cell]:
                browser.go(root + page)
                name = "".join(c if c.isalnum() else "-" for c in page.split("statement=")[0])[:24].strip("-") or "overview"
                for look, (width, scheme) in LOOKS.items():
                    browser.shoot(folder / f"{name}.{look}.png", width, scheme)
            complaints = [json.dumps(event["params"])[:300] for event in browser.complaints()]
            fine &= check(not complaints, f"the browser complains of nothing {complaints}")
        finally:
            browser.process.terminate()
            browser.process.wait()
            serving.send_signal(signal.SIGINT)
    fine &= check(serving.wait() == 0, "Ctrl-C ends it well")
    sys.exit(0 if fine else 1)


main()
