#!/usr/bin/env python3
"""When were web pages published? Measured on the pages that the project htmldate is measured on.

usage: page_dates.py TESTS [--program PATH] [--wrong]

TESTS is the folder `tests` of htmldate's repository: its eval_*.json say for each page the file and the day on which it was
published. --program is the example `content` of the crate ingest (built with `cargo build --release -p standpoint-ingest
--example content`). --wrong lists what was read wrongly or not at all, of the first half only.

A page counts as right where the day is the same. Accuracy is the right ones among all pages, precision the right ones among
the dates given. The halves are by the hash of the address: the reader was made while looking at the first, never at the
second.
"""
import argparse
import hashlib
import json
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

FOLDERS = ("test_set", "cache", "eval")
BATCH = 50


def pages(tests):
    """The address, file and day of each page."""
    gold = {}
    for name in sorted(tests.glob("eval_*.json")):
        gold.update(json.loads(name.read_text(encoding="utf-8")))
    for address, page in gold.items():
        files = [tests / folder / page["file"] for folder in FOLDERS]
        file = next((file for file in files if file.is_file()), None)
        # A day that is no string is none: such pages have no date, and any date given for them is wrong.
        day = page["date"] if isinstance(page["date"], str) else None
        yield address, file, day


def read(program, files):
    """What the program says of each file: the day and where it comes from."""
    said = {}
    for start in range(0, len(files), BATCH):
        run = subprocess.run([program, *files[start : start + BATCH]], stdout=subprocess.PIPE, check=True)
        for line in run.stdout.decode("utf-8").splitlines():
            page = json.loads(line)
            said[page["path"]] = (page.get("published"), page.get("published_from"))
    return said


def kind(origin):
    """JSON-LD, meta and so on, without the name of the field."""
    return (origin or "").split(" ")[0].strip("<>") if (origin or "").startswith(("JSON-LD", "meta ")) else origin


def report(title, half, said, wrong):
    counts, origins = Counter(), defaultdict(Counter)
    for address, file, day in half:
        found, origin = said.get(str(file), (None, None))
        outcome = "none" if found is None else "right" if found == day else "wrong"
        counts[outcome] += 1
        origins[kind(origin)][outcome] += 1
        if wrong and outcome != "right":
            print(f"{outcome:5} {day} {found} {origin} {address} {file.name}")
    given = counts["right"] + counts["wrong"]
    accuracy, precision = counts["right"] / len(half), counts["right"] / max(given, 1)
    print(f"{title}: {len(half)} pages, accuracy {accuracy:.3f}, precision {precision:.3f}, without date {counts['none']}")
    for origin, outcomes in sorted(origins.items(), key=lambda entry: -sum(entry[1].values())):
        if origin:
            print(f"    {origin}: {outcomes['right']} right, {outcomes['wrong']} wrong")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", type=Path)
    parser.add_argument("--program", default="target/release/examples/content")
    parser.add_argument("--wrong", action="store_true")
    arguments = parser.parse_args()
    all_pages = [page for page in pages(arguments.tests) if page[1]]
    said = read(arguments.program, [str(file) for _, file, _ in all_pages])
    even = lambda address: int(hashlib.sha256(address.encode()).hexdigest(), 16) % 2 == 0
    report("first half", [page for page in all_pages if even(page[0])], said, arguments.wrong)
    report("second half", [page for page in all_pages if not even(page[0])], said, False)
    report("all", all_pages, said, False)


if __name__ == "__main__":
    main()
