#!/usr/bin/env python3
"""Fits crates/ingest/data/main_text.trees to web pages of which people (or other programs) marked the main text.

usage: tools/fit/main_text.py --work FOLDER [--articles FOLDER] [--segments FOLDER] [--whole FOLDER]
                              [--output FILE] [--trees N] [--leaves N]

--articles and --segments are as in tools/benchmark/articles.py; --whole is a copy of a set with `release/html/*.html.gz`
and `benchmark/ground-truth/*.json` (`main_content`). WORK keeps what was measured between runs. Sites that
tools/benchmark/articles.py calls held out are never fitted on; how well the trees do there is printed.

Where only segments of a page are marked, the blocks without a mark are fitted, with less weight, to what the package
trafilatura chooses. The second forest is fitted on what first forests say of pages that they were not fitted on.

Needs numpy, lightgbm and trafilatura, and the program built before:

    cargo build --release -p standpoint-ingest --example main_text_measures
"""
import argparse
import gzip
import hashlib
import json
import pathlib
import pickle
import re
import subprocess
import sys
import tempfile

import lightgbm
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/benchmark"))
import articles as sets  # noqa: E402

TOKEN = sets.TOKEN
BINARY = ROOT / "target/release/examples/main_text_measures"
FOLDS = 3
NEAR, WINDOW, OUTWARDS = 4, 8, 4  # as in among.rs
# How much a page of a set counts; pages that are lists of things are marked in ways of their own.
WEIGHT = {"articles": 2.0, "segments": 1.0, "whole": 0.7, "whole list": 0.25}
UNMARKED = 0.3  # what a block counts that nobody marked


def whole(folder):
    """Pages of the set whose main text is given whole, as {name: (url, bytes, gold)}."""
    pages = {}
    for path in sorted(pathlib.Path(folder, "benchmark/ground-truth").glob("*.json")):
        gold = json.load(open(path))
        page = pathlib.Path(folder, "release/html", path.stem + ".html.gz")
        kind = gold.get("_internal", {}).get("page_type", {}).get("primary", "article")
        if page.is_file():
            truth = gold["ground_truth"]
            pages[path.stem] = (gold["url"], gzip.open(page).read(), {"text": truth.get("main_content") or "", "kind": kind,
                                                                     "with": truth.get("with") or [],
                                                                     "without": truth.get("without") or []})
    return pages


# ---- what is measured

class Pages:
    """Measured blocks of many pages."""

    def __init__(self, pages, binary):
        names = list(pages)
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for number, name in enumerate(names):
                path = pathlib.Path(folder, str(number))
                path.write_bytes(pages[name][1])
                paths.append(str(path))
            listed = pathlib.Path(folder, "list")
            listed.write_text("\n".join(paths))
            numbers = pathlib.Path(folder, "numbers")
            out = subprocess.run([binary, numbers, listed], stdout=subprocess.PIPE, check=True).stdout
            rows = [json.loads(line) for line in out.decode().splitlines()]
            self.X = np.fromfile(numbers, dtype="<f4").reshape(len(rows), -1)
        number = {path: n for n, path in enumerate(paths)}
        self.page = np.array([number[r["path"]] for r in rows])
        self.texts = [r["text"] for r in rows]
        self.words = np.array([r["words"] for r in rows], dtype=float)
        self.outwards = [r["places"] for r in rows]
        self.places = np.array([(p + p[-1:] * OUTWARDS)[:OUTWARDS] for p in self.outwards])
        self.signatures = np.array([r["signature"] for r in rows], dtype=np.uint64)
        self.names, self.urls = names, [pages[n][0] for n in names]
        self.y = np.full(len(rows), -1.0)
        self.w = np.ones(len(rows))
        self.gold = [pages[n][2] for n in names]

    def spans(self):
        edges = np.flatnonzero(np.diff(self.page)) + 1
        for rows in np.split(np.arange(len(self.page)), edges):
            if len(rows):
                yield self.page[rows[0]], rows


# ---- which blocks are marked

def marked(texts, gold):
    """Which blocks stand in a text, as a row of truths: those that can be found there in the same order."""
    want = TOKEN.findall(gold.lower())
    at = {}
    for i in range(len(want) - 3):
        at.setdefault(tuple(want[i:i + 4]), []).append(i)
    blocks = [TOKEN.findall(t.lower()) for t in texts]
    found = []
    for number, tokens in enumerate(blocks):
        if len(tokens) < 5:
            continue
        hits, starts = 0, {}
        for i in range(len(tokens) - 3):
            places = at.get(tuple(tokens[i:i + 4]), ())
            hits += bool(places)
            for place in places[:20]:
                starts[place - i] = starts.get(place - i, 0) + 1
        if hits >= 0.6 * (len(tokens) - 3):
            for start in sorted(starts, key=starts.get, reverse=True)[:3]:
                found.append((number, start, len(tokens), starts[start]))
    # The heaviest chain of blocks that stand in the text in the same order.
    found.sort()
    best, before = [], []
    for i, (number, start, length, weight) in enumerate(found):
        score, link = weight, None
        for j in range(i):
            other, at_, len_, _ = found[j]
            if other < number and at_ + 0.7 * len_ <= start + 2 and best[j] + weight > score:
                score, link = best[j] + weight, j
        best.append(score)
        before.append(link)
    chain, i = [], int(np.argmax(best)) if best else None
    while i is not None:
        chain.append(found[i])
        i = before[i]
    chain.reverse()
    labels = np.zeros(len(texts))
    edges = [(-1, 0)] + [(n, s + l) for n, s, l, _ in chain]
    starts = [(n, s) for n, s, _, _ in chain] + [(len(texts), len(want))]
    for number, *_ in chain:
        labels[number] = 1
    # Short blocks between: in order, in what the text has between.
    for (left, end), (right, start) in zip(edges, starts):
        place = end - 2 if left >= 0 else 0
        for number in range(left + 1, right):
            tokens = blocks[number]
            if not tokens or len(tokens) > 12:
                continue
            for i in range(max(0, place), min(start + 2, len(want)) - len(tokens) + 1):
                if want[i:i + len(tokens)] == tokens:
                    labels[number], place = 1, i + len(tokens)
                    break
    return labels


def mark_segments(pages, teacher):
    for page, rows in pages.spans():
        gold = pages.gold[page]
        texts = [sets.squeezed(pages.texts[r]) for r in rows]
        pages.y[rows] = marked(texts, teacher.get(pages.names[page], ""))
        pages.w[rows] = UNMARKED
        for key, value in (("with", 1.0), ("without", 0.0)):
            for segment in map(sets.squeezed, gold[key]):
                hit = [r for r, t in zip(rows, texts) if segment in t or (len(t) > 20 and t in segment)]
                if value == 1.0 and len(hit) > 1:
                    # The same words elsewhere are a teaser: the block in the longest surroundings is meant.
                    hit = [max(hit, key=lambda r: (pages.y[r], pages.words[r]))]
                pages.y[hit], pages.w[hit] = value, 3.0


def mark_whole(pages, text):
    for page, rows in pages.spans():
        pages.y[rows] = marked([pages.texts[r] for r in rows], text(pages.gold[page]))


# ---- the forests

def among(pages, rows, said):
    """As in among.rs."""
    words = pages.words[rows] + 1.0
    own = words * said
    count = len(rows)
    padded = np.concatenate([np.full(NEAR, -0.1), said, np.full(NEAR, -0.1)])
    columns = [padded[step:step + count] for step in range(2 * NEAR + 1)]
    sums = np.concatenate([[0], np.cumsum(words)]), np.concatenate([[0], np.cumsum(own)])
    total = {}
    for number in range(count):
        for place in pages.outwards[rows[number]]:
            w, o = total.get(place, (0.0, 0.0))
            total[place] = (w + words[number], o + own[number])
    for step in range(OUTWARDS):
        values = [total[p] for p in pages.places[rows, step]]
        columns.append(np.array([o / w for w, o in values]))
    signatures = pages.signatures[rows]
    _, inverse = np.unique(signatures, return_inverse=True)
    columns.append((np.bincount(inverse, own) / np.bincount(inverse, words))[inverse])
    numbers = np.arange(count)

    def between(start, end):
        start, end = np.clip(start, 0, count), np.clip(end, 0, count)
        w, o = sums[0][end] - sums[0][start], sums[1][end] - sums[1][start]
        return np.where(w > 0, o / np.maximum(w, 1e-9), -0.1)

    columns.append(between(numbers - WINDOW, numbers))
    columns.append(between(numbers + 1, numbers + 1 + WINDOW))
    whole = max(sums[1][-1], 1.0)
    columns.append(sums[1][numbers] / whole)
    columns.append((sums[1][-1] - sums[1][numbers + 1]) / whole)
    return np.stack(columns, axis=1)


def fit(X, y, w, trees, leaves):
    options = dict(objective="binary", num_leaves=leaves, learning_rate=5.0 / trees, min_data_in_leaf=60, lambda_l2=8.0,
                   feature_fraction=0.35, bagging_fraction=0.6, bagging_freq=1, verbosity=-1, seed=7,
                   max_bin=63, num_threads=1)
    return lightgbm.train(options, lightgbm.Dataset(X, y, weight=w), trees)


def written(model):
    def node(n):
        if "leaf_value" in n:
            return f"={n['leaf_value']:.4g}"
        return f"{n['split_feature']}:{n['threshold']:.6g} {node(n['left_child'])} {node(n['right_child'])}"
    return "\n".join(node(t["tree_structure"]) for t in model.dump_model()["tree_info"])


def weights(pages, factor):
    """A block counts by its words and its page, and pages much alike."""
    w = pages.w * (0.4 + np.minimum(pages.words, 80) / 25)
    for _, rows in pages.spans():
        w[rows] *= 60 / (60 + len(rows)) * factor(pages.gold[pages.page[rows[0]]])
    return w


def join(parts):
    whole_ = Pages.__new__(Pages)
    whole_.X = np.concatenate([p.X for p in parts])
    offset, page, names, urls = 0, [], [], []
    for p in parts:
        page.append(p.page + offset)
        offset += len(p.names)
        names += p.names
        urls += p.urls
    whole_.page, whole_.names, whole_.urls = np.concatenate(page), names, urls
    for field in ("words", "places", "signatures", "y", "w", "set"):
        setattr(whole_, field, np.concatenate([getattr(p, field) for p in parts]))
    whole_.outwards = [o for p in parts for o in p.outwards]
    whole_.texts = [t for p in parts for t in p.texts]
    return whole_


def load(asked):
    parts = []
    for name, folder, reader in [("articles", asked.articles, sets.articles), ("segments", asked.segments, sets.segments),
                                 ("whole", asked.whole, whole)]:
        if not folder:
            continue
        pages = reader(folder)
        measured = Pages(pages, BINARY)
        labels = pathlib.Path(asked.work, f"{name}-labels.pickle")
        key = hashlib.sha256("\n".join(measured.texts).encode()).hexdigest()
        kept = pickle.load(open(labels, "rb")) if labels.is_file() else None
        if kept and kept[0] == key:
            measured.y, measured.w = kept[1:]
        else:
            if name == "articles":
                mark_whole(measured, lambda gold: gold)
            elif name == "whole":
                mark_whole(measured, lambda gold: gold["text"])
            else:
                taught = pathlib.Path(asked.work, "teacher.json")
                if not taught.is_file():
                    json.dump(sets.peer(pages)[0], open(taught, "w"))
                mark_segments(measured, json.load(open(taught)))
            pickle.dump((key, measured.y, measured.w), open(labels, "wb"))
        factor = {"articles": lambda gold: WEIGHT["articles"], "segments": lambda gold: WEIGHT["segments"],
                  "whole": lambda gold: WEIGHT["whole" if gold["kind"] in ("article", "blog", "documentation", "forum")
                                               else "whole list"]}[name]
        measured.w = weights(measured, factor)
        measured.set = np.full(len(measured.page), {"articles": 0, "segments": 1, "whole": 2}[name])
        parts.append(measured)
        print(name, len(pages), "pages", len(measured.page), "blocks", f"{measured.y.mean():.3f} marked", flush=True)
    return join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True)
    parser.add_argument("--articles")
    parser.add_argument("--segments")
    parser.add_argument("--whole")
    parser.add_argument("--output", default=ROOT / "crates/ingest/data/main_text.trees")
    parser.add_argument("--trees", type=int, default=60)
    parser.add_argument("--leaves", type=int, default=24)
    asked = parser.parse_args()
    kept = pathlib.Path(asked.work, "pages.pickle")
    built = BINARY.stat().st_mtime
    pages = pickle.load(open(kept, "rb")) if kept.is_file() else None
    if not pages or pages.built != built:
        pages = load(asked)
        pages.built = built
        pickle.dump(pages, open(kept, "wb"), protocol=5)
    held = np.array([sets.is_held_out(u) for u in pages.urls])[pages.page]
    hosts = [int(hashlib.sha256(sets.host(u).encode()).hexdigest()[8:14], 16) % FOLDS for u in pages.urls]
    fold = np.array(hosts)[pages.page]
    # Most short blocks are menus; some of them stand for all.
    fitted = ~held
    thinned = (pages.y == 0) & (pages.words < 6) & (pages.w < np.median(pages.w))
    chance = np.random.default_rng(7).random(len(pages.y))
    dropped = thinned & (chance > 0.35)
    pages.w[thinned] /= 0.35
    said = np.zeros(len(pages.page))
    for f in range(FOLDS):
        rows = fitted & ~dropped & (fold != f)
        model = fit(pages.X[rows], pages.y[rows], pages.w[rows], asked.trees, asked.leaves)
        rows = fitted & (fold == f)
        said[rows] = model.predict(pages.X[rows])
        print("fold", f, flush=True)
    used = fitted & ~dropped
    first = fit(pages.X[used], pages.y[used], pages.w[used], asked.trees, asked.leaves)
    said[held] = first.predict(pages.X[held])
    more = np.concatenate([among(pages, rows, said[rows]) for _, rows in pages.spans()])
    X = np.concatenate([pages.X, more], axis=1)
    second = fit(X[used], pages.y[used], pages.w[used], asked.trees, asked.leaves)
    for label, s in (("first", said), ("second", second.predict(X))):
        for number, name in enumerate(("articles", "segments", "whole")):
            rows = held & (pages.set == number)
            if rows.any():
                y, p, w = pages.y[rows], np.clip(s[rows], 1e-6, 1 - 1e-6), pages.w[rows]
                loss = -np.average(y * np.log(p) + (1 - y) * np.log(1 - p), weights=w)
                print(f"{label} {name} held out: loss {loss:.4f}, wrong {np.average((p >= 0.5) != y, weights=w):.4f}")
    note = ("# Decision trees for the main text of web pages, written by tools/fit/main_text.py. Fitted on two of three sites\n"
            "# of public sets of pages: article-extraction-benchmark (MIT), the evaluation set of trafilatura (Apache-2.0),\n"
            "# and web-content-extraction-benchmark (Apache-2.0). No text of these pages is in here.")
    pathlib.Path(asked.output).write_text(f"{note}\nfirst\n{written(first)}\nsecond\n{written(second)}\n")


if __name__ == "__main__":
    main()
