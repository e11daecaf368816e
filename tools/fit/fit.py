#!/usr/bin/env python3
"""Fits crates/compare/data/weights.toml to statements that people have coded.

usage: fit.py --features FEATURES.jsonl --words-only FEATURES.jsonl --gold GOLD.json [GOLD.json ...]
              [--hold-out FILE ...] [--output weights.toml]

FEATURES.jsonl comes from `cargo run --release -p standpoint-compare --example features -- CODEBOOK FILE...` (with
`--no-encoder` before CODEBOOK for the second). GOLD.json is a list of {"file", "positions": {question: {"stance",
"evidence"}}}. Statements named after --hold-out are never fitted on; what the weights do on them is printed.

Three logistic models are fitted: passage (would a coder cite it?), cell (is the question taken up?), side. The second and
third are fitted on what the first says of statements it was not fitted on (leave one statement out), or they would trust it
too much. Needs numpy and scikit-learn.
"""
import argparse, json, re
from collections import defaultdict

import numpy as np
from sklearn.linear_model import LogisticRegression

NAMED = 3  # where "key" stands among the features
MOST_EVIDENCE, FURTHER, UNSURE = 4, 0.45, 0.45  # as in judge.rs


def squeeze(text):
    return re.sub(r"\s+", "", text)


def cites(evidence, passage):
    """Whether a coder's evidence and a passage share their words, or forty characters of them."""
    passage = squeeze(passage)
    for piece in map(squeeze, evidence):
        if len(passage) > 8 and (piece in passage or passage in piece):
            return True
        if any(piece[i:i + 40] in passage for i in range(0, max(1, len(piece) - 40), 20)):
            return True
    return False


class Data:
    def __init__(self, features, gold_files):
        gold = {s["file"]: s for f in gold_files for s in json.load(open(f))}
        self.rows = [json.loads(line) for line in open(features)]
        self.file = np.array([r["file"].rsplit("/", 1)[-1] for r in self.rows])
        keep = np.array([f in gold for f in self.file])
        self.rows = [r for r, k in zip(self.rows, keep) if k]
        self.file = self.file[keep]
        self.X = np.array([r["values"] for r in self.rows])
        self.D = np.array([r["direction"] for r in self.rows])
        self.cells, self.stance, cited = defaultdict(list), {}, []
        for i, r in enumerate(self.rows):
            want = gold[self.file[i]]["positions"][r["question"]]
            stance = want["stance"] if isinstance(want["stance"], list) else [want["stance"]]
            key = (self.file[i], r["question"])
            self.cells[key].append(i)
            self.stance[key] = stance
            cited.append(cites(want.get("evidence", []), r["text"]))
        self.Y = np.array(cited)

    def language(self, file):
        """The language of most passages of a statement."""
        found = [r["language"] for r, f in zip(self.rows, self.file) if f == file]
        return max(set(found), key=found.count)


def show_all(data, predicted, unclear):
    for silent in (0.3, 0.35, 0.4, 0.45, 0.5):
        show(f"  silent < {silent}", score(data, predicted, silent, unclear))


def fit_scaled(X, y, C, weight=None):
    """Logistic regression on standardised columns, its weights given for the columns as they are."""
    mean, scale = X.mean(0), X.std(0)
    scale[scale < 1e-9] = np.inf
    model = LogisticRegression(C=C, max_iter=5000).fit((X - mean) / scale, y, sample_weight=weight)
    w = model.coef_[0] / scale
    return float(model.intercept_[0] - (w * mean).sum()), w


def logistic(x):
    return 1 / (1 + np.exp(-np.asarray(x)))


def cell_row(data, odds, indices):
    ranked = sorted(indices, key=lambda i: (-odds[i], i))
    best = odds[ranked[0]]
    second = odds[ranked[1]] if len(ranked) > 1 else best - 3
    named = sum(data.X[i, NAMED] >= 1 for i in indices)
    return [best, second, np.log(1 + named)]


def side_row(data, odds, indices):
    ranked = sorted(indices, key=lambda i: (-odds[i], i))[:MOST_EVIDENCE]
    p = logistic(odds[ranked])
    keep = p >= FURTHER * p[0]
    chosen, p = np.array(ranked)[keep], p[keep]
    return (data.D[chosen] * p[:, None]).sum(0) / p.sum()


def out_of_statement_odds(data, files, C):
    odds = np.zeros(len(data.rows))
    for f in sorted(set(files)):
        train = np.isin(data.file, [x for x in files if x != f])
        bias, w = fit_scaled(data.X[train], data.Y[train], C)
        here = data.file == f
        odds[here] = bias + data.X[here] @ w
    return odds


def fit(data, files, C=0.03):
    files = sorted(set(files))
    odds = out_of_statement_odds(data, files, C)
    keys = [k for k in data.cells if k[0] in files]
    rows = np.array([cell_row(data, odds, data.cells[k]) for k in keys])
    taken = np.array(["none" not in data.stance[k] for k in keys])
    cell_bias, cell = fit_scaled(rows, taken, 1.0)
    sided = [k for k in keys if not {"none", "mixed"} & set(data.stance[k])]
    sides = np.array([side_row(data, odds, data.cells[k]) for k in sided])
    support = np.array(["support" in data.stance[k] for k in sided])
    side_bias, side = fit_scaled(sides, support, 0.3)
    train = np.isin(data.file, files)
    passage_bias, passage = fit_scaled(data.X[train], data.Y[train], C)
    weights = dict(passage_bias=passage_bias, passage=passage, cell_bias=cell_bias, cell=cell, side_bias=side_bias,
                   side=side)
    return weights, odds


def predict(data, w, files, odds=None):
    """For each cell: likelihood of being taken up, likelihood of support."""
    if odds is None:
        odds = w["passage_bias"] + data.X @ w["passage"]
    out = {}
    for k, indices in data.cells.items():
        if k[0] in files:
            taken = logistic(w["cell_bias"] + np.dot(w["cell"], cell_row(data, odds, indices)))
            side = logistic(w["side_bias"] + np.dot(w["side"], side_row(data, odds, indices)))
            out[k] = (float(taken), float(side))
    return out


def score(data, predicted, silent, unclear):
    found = right = claimed = addressed = accurate = 0
    for k, (taken, side) in predicted.items():
        stance = data.stance[k]
        said = "none" if taken < silent else "unclear" if max(side, 1 - side) < unclear or taken * max(side, 1 - side) < UNSURE else "support" if side >= 0.5 else "oppose"
        is_taken = "none" not in stance
        addressed += is_taken
        found += is_taken and said != "none"
        claimed += said in ("support", "oppose")
        right += is_taken and said in stance
        accurate += said in stance
    return dict(found=found / max(1, addressed), precision=right / max(1, claimed), recall=right / max(1, addressed),
                accuracy=accurate / max(1, len(predicted)), claimed=claimed, addressed=addressed)


def show(title, s):
    print(f"{title:24} " + "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in s.items()))


def toml(name, w, silent, unclear):
    numbers = lambda values: "[" + ", ".join(f"{v:.4f}" for v in values) + "]"
    return (f"[{name}]\npassage_bias = {w['passage_bias']:.4f}\npassage = {numbers(w['passage'])}\n"
            f"cell_bias = {w['cell_bias']:.4f}\ncell = {numbers(w['cell'])}\nside_bias = {w['side_bias']:.4f}\n"
            f"side = {numbers(w['side'])}\nsilent_below = {silent}\nunclear_below = {unclear}\n\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--features", required=True)
    parser.add_argument("--words-only", required=True)
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--hold-out", nargs="*", default=[])
    parser.add_argument("--unknown", nargs="*", default=["sv", "uk"], help="languages that the encoder does not know")
    parser.add_argument("--silent-below", type=float, default=0.35)
    parser.add_argument("--unclear-below", type=float, default=0.65)
    parser.add_argument("--output")
    args = parser.parse_args()
    data, words = Data(args.features, args.gold), Data(args.words_only, args.gold)
    files = sorted({f for f in data.file if f not in args.hold_out})
    held = sorted({f for f in data.file if f in args.hold_out})
    known = [f for f in files if data.language(f) not in args.unknown]
    with_encoder, odds = fit(data, known)
    words_only, word_odds = fit(words, files)
    # What the program does: the encoder's weights where it knows the language, else those of words only.
    fitted = predict(data, with_encoder, known, odds) | predict(words, words_only, set(files) - set(known), word_odds)
    print(f"left out one by one: {len(files)} statements")
    show_all(data, fitted, args.unclear_below)
    print("  with words only:")
    show_all(words, predict(words, words_only, files, word_odds), args.unclear_below)
    if held:
        held_known = [f for f in held if data.language(f) not in args.unknown]
        new = predict(data, with_encoder, held_known) | predict(words, words_only, set(held) - set(held_known))
        print(f"held out: {len(held)} statements")
        show_all(data, new, args.unclear_below)
    text = "# Fitted by tools/fit/fit.py; what the numbers mean is said in crates/compare/src/judge.rs.\n\n"
    text += toml("with_encoder", with_encoder, args.silent_below, args.unclear_below)
    text += toml("words_only", words_only, args.silent_below, args.unclear_below)
    if args.output:
        open(args.output, "w").write(text)


if __name__ == "__main__":
    main()
