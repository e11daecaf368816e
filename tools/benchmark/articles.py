#!/usr/bin/env python3
"""Measures how well and how fast the main text of web pages is found, beside the package trafilatura in the same run.

usage: tools/benchmark/articles.py [--articles FOLDER] [--segments FOLDER] [--binary main_text] [--statements]
                                   [--no-peer] [--worst N]

FOLDER of --articles is a copy of scrapinghub's article-extraction-benchmark (`ground-truth.json`, `html/*.html.gz`):
shingle precision, recall and F1 and exact matches, as its evaluate.py has them. FOLDER of --segments is `tests` of
trafilatura's repository (`evaldata.json`, pages in `cache` and `eval`): which segments of text are in what is found, as its
eval_common.py has them. Both are scored whole and in two parts: `fitted` are the sites that weights may be fitted on
(tools/fit/main_text.py), `held out` those that nothing was fitted on. Pages per second of processor time count neither
the reading of files nor the scoring. Build the program before:

    cargo build --release -p standpoint-ingest --example main_text

Needs `pip install trafilatura`, unless --no-peer.
"""
import argparse
import gzip
import hashlib
import json
import pathlib
import re
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from urllib.parse import urlsplit

TOKEN = re.compile(r"\w+")
ROOT = pathlib.Path(__file__).resolve().parents[2]


def host(url):
    return (urlsplit(url if "//" in url else "//" + url).hostname or url).removeprefix("www.")


def is_held_out(url):
    """Whether nothing may be fitted on a page: one of three sites, by their names."""
    return hashlib.sha256(host(url).encode()).digest()[0] % 3 == 0


# ---- the two sets

def articles(folder):
    """Pages of article-extraction-benchmark as {name: (url, bytes, gold)}."""
    folder = pathlib.Path(folder)
    gold = json.load(open(folder / "ground-truth.json", encoding="utf8"))
    page = lambda name: gzip.open(folder / "html" / f"{name}.html.gz").read()
    return {name: (g["url"], page(name), g["articleBody"]) for name, g in gold.items()}


def segments(folder):
    """Pages of trafilatura's evaluation set as {url: (url, bytes, gold)}."""
    folder = pathlib.Path(folder)
    pages = {}
    for url, gold in json.load(open(folder / "evaldata.json", encoding="utf8")).items():
        path = next(p for p in (folder / "cache" / gold["file"], folder / "eval" / gold["file"]) if p.is_file())
        pages[url] = (url, path.read_bytes(), gold)
    return pages


# ---- their scores

def shingles(text):
    tokens = TOKEN.findall(text or "")
    rows = [tuple(tokens[i:i + 4]) for i in range(max(1, len(tokens) - 3))]
    return Counter(row for row in rows if row)


def shingle_counts(true, pred):
    true, pred = shingles(true), shingles(pred)
    tp = sum((true & pred).values())
    return tp, sum(pred.values()) - tp, sum(true.values()) - tp


def ratio(hit, miss):
    return 1.0 if hit + miss == 0 else hit / (hit + miss)


def score_articles(gold, found):
    counts = {name: shingle_counts(g, found.get(name, "")) for name, g in gold.items()}
    precisions = [ratio(tp, fp) for tp, fp, fn in counts.values() if tp + fp > 0]
    recalls = [ratio(tp, fn) for tp, fp, fn in counts.values() if tp + fn > 0]
    precision, recall = statistics.mean(precisions or [0]), statistics.mean(recalls or [0])
    exact = [TOKEN.findall(g) == TOKEN.findall(found.get(name, "")) for name, g in gold.items()]
    worst = {name: 2 * tp / max(1, 2 * tp + fp + fn) for name, (tp, fp, fn) in counts.items()}
    return figures(precision, recall, statistics.mean(exact)), worst


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


def score_segments(gold, found):
    total, worst = Counter(), {}
    for name, g in gold.items():
        text = squeezed(found.get(name, ""))
        tp = sum(squeezed(w) in text for w in g["with"])
        fp = sum(squeezed(w) in text for w in g["without"])
        total.update(tp=tp, fp=fp, fn=len(g["with"]) - tp, tn=len(g["without"]) - fp)
        worst[name] = 2 * tp / max(1, tp + fp + len(g["with"]))
    precision = total["tp"] / max(1, total["tp"] + total["fp"])
    recall = total["tp"] / max(1, total["tp"] + total["fn"])
    return figures(precision, recall, (total["tp"] + total["tn"]) / max(1, sum(total.values()))), worst


def figures(precision, recall, accuracy):
    return {"P": precision, "R": recall, "F1": 2 * precision * recall / max(1e-9, precision + recall), "acc": accuracy}


# ---- the two readers

def ours(pages, binary, options):
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for number, (name, (_, page, _)) in enumerate(pages.items()):
            path = pathlib.Path(folder, str(number))
            path.write_bytes(page)
            paths[str(path)] = name
        listed = pathlib.Path(folder, "list")
        listed.write_text("\n".join(paths))
        out = subprocess.run([binary, *options, listed], stdout=subprocess.PIPE, check=True).stdout
    lines = [json.loads(line) for line in out.decode().splitlines()]
    return {paths[line["path"]]: line.get("text", "") for line in lines[:-1]}, lines[-1]["cpu_s"]


def peer(pages):
    from trafilatura import extract
    found, cpu_s = {}, 0.0
    for name, (_, page, _) in pages.items():
        start = time.process_time()
        try:
            text = extract(page, include_comments=False, include_tables=True, include_formatting=False)
        except Exception:
            text = ""
        cpu_s += time.process_time() - start
        found[name] = text or ""
    return found, cpu_s


def show(label, pages, found, cpu_s, score, worst):
    parts = {"all": lambda url: True, "fitted": lambda url: not is_held_out(url), "held out": is_held_out}
    for part, belongs in parts.items():
        gold = {name: g for name, (url, _, g) in pages.items() if belongs(url)}
        result, each = score(gold, found)
        speed = f"  {len(pages) / max(cpu_s, 0.01):7.1f} pages/CPU s" if part == "all" else ""
        row = "  ".join(f"{key} {value:.4f}" for key, value in result.items())
        print(f"{label:<24} {part:<9} {len(gold):4}  {row}{speed}")
        if part == "all":
            for name in sorted(each, key=each.get)[:worst]:
                print(f"    {each[name]:.3f} {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles")
    parser.add_argument("--segments")
    parser.add_argument("--binary", default=ROOT / "target/release/examples/main_text")
    parser.add_argument("--statements", action="store_true", help="whole statements instead of the main text alone")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--worst", type=int, default=0, help="list so many pages with the lowest scores")
    asked = parser.parse_args()
    for name, folder, load, score in [
        ("articles", asked.articles, articles, score_articles),
        ("segments", asked.segments, segments, score_segments),
    ]:
        if not folder:
            continue
        pages = load(folder)
        options = ["--statements"] if asked.statements else []
        show(f"{name}, ours", pages, *ours(pages, asked.binary, options), score, asked.worst)
        if not asked.no_peer:
            show(f"{name}, trafilatura", pages, *peer(pages), score, 0)


if __name__ == "__main__":
    main()
