#!/usr/bin/env python3
"""When were web pages published? Measured on the pages that three other projects are tested on.

usage: page_dates.py [--htmldate TESTS] [--fundus DATA] [--postlight REPOSITORY] [--program PATH] [--wrong]

TESTS is the folder `tests` of htmldate's repository: its eval_*.json say for each page the file and the day on which it was
published. A page counts as right where the day is the same. Accuracy is the right ones among all pages, precision the right
ones among the dates given. The halves are by the hash of the address. --wrong lists what was read wrongly or not at all; the
reader was made while looking at that list.

DATA is the folder `tests/resources/parser/test_data` of fundus's repository (pages of news, with what its parsers, one for
each outlet, must find), REPOSITORY that of postlight's parser (pages in `fixtures`, the day in the test of each site). Of
these only totals are ever printed: nothing was made while looking at one of their pages. Many of their days are of moments in
universal time, so the day before and after is counted apart.

--program is the example `content` of the crate ingest (built with `cargo build --release -p standpoint-ingest --example
content`).
"""
import argparse
import datetime
import gzip
import hashlib
import json
import re
import subprocess
import tempfile
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
    if (origin or "").startswith("last change"):
        return "last change"
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


def fundus(data, unpacked):
    """The file and day of each of fundus's pages; the names of its files hold a day, those of the unpacked ones don't."""
    for gold in sorted(data.glob("*/*.json")):
        versions = json.loads(gold.read_text(encoding="utf-8"))
        in_order = sorted(versions, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
        files = sorted(gold.parent.glob(f"{gold.stem}_2*.html.gz"))
        if len(files) != len(versions):
            continue
        for number, (file, version) in enumerate(zip(files, in_order)):
            page = unpacked / f"{gold.parent.name} {gold.stem} {number}.html"
            page.write_bytes(gzip.decompress(file.read_bytes()))
            yield page, versions[version]["publishing_date"][:10]


def postlight(repository):
    """The file and day of each of postlight's pages that has one."""
    for test in sorted(repository.glob("src/extractors/custom/*/index.test.js")):
        text = test.read_text(encoding="utf-8")
        page = re.search(r"readFileSync\(\s*['\"]\./(fixtures/[^'\"]+)", text)
        expected = re.search(r"returns the date_published.*?equal\(\s*([^;]*?)\);", text, re.DOTALL)
        day = expected and re.search(r"\d{4}-\d\d-\d\d", expected.group(1))
        if page and day and (repository / page.group(1)).is_file():
            yield repository / page.group(1), day.group(0)


def totals(title, held_out, program):
    """How many of pages never looked at are read rightly."""
    held_out = list(held_out)
    said = read(program, [str(file) for file, _ in held_out])
    counts = Counter()
    for file, day in held_out:
        found, _ = said.get(str(file), (None, None))
        dates = [datetime.date.fromisoformat(date) for date in (found or "", day) if len(date) == 10]
        is_next = len(dates) == 2 and abs((dates[0] - dates[1]).days) == 1
        counts["none" if found is None else "right" if found == day else "a day off" if is_next else "wrong"] += 1
    print(f"{title}: {len(held_out)} pages, {', '.join(f'{number} {outcome}' for outcome, number in counts.most_common())}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--htmldate", type=Path)
    parser.add_argument("--fundus", type=Path)
    parser.add_argument("--postlight", type=Path)
    parser.add_argument("--program", default="target/release/examples/content")
    parser.add_argument("--wrong", action="store_true")
    arguments = parser.parse_args()
    if arguments.htmldate:
        all_pages = [page for page in pages(arguments.htmldate) if page[1]]
        said = read(arguments.program, [str(file) for _, file, _ in all_pages])
        even = lambda address: int(hashlib.sha256(address.encode()).hexdigest(), 16) % 2 == 0
        report("first half", [page for page in all_pages if even(page[0])], said, arguments.wrong)
        report("second half", [page for page in all_pages if not even(page[0])], said, arguments.wrong)
        report("all", all_pages, said, False)
    if arguments.fundus:
        with tempfile.TemporaryDirectory() as unpacked:
            totals("fundus", fundus(arguments.fundus, Path(unpacked)), arguments.program)
    if arguments.postlight:
        totals("postlight", postlight(arguments.postlight), arguments.program)


if __name__ == "__main__":
    main()
