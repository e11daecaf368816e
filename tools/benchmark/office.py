#!/usr/bin/env python3
"""Compares the text of office documents with what pandoc reads, on a folder of pandoc's test files.

usage: tools/benchmark/office.py PANDOC/test [--all]

For each DOCX and ODT file whose reading by pandoc lies beside it (`.native`, for some ODT files `.md`), the words that our
program reads are counted against pandoc's as bags: precision, recall, their means over the files. Files below 0.95 are
listed with the words that differ; `--all` lists every file. The folder `test` comes from pandoc's repository.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([A-Za-z]+)|(.)', re.S)
ESCAPE = re.compile(r'\\(?:(\d+)|x([0-9a-fA-F]+)|(&)|([A-Z]{2,3})|(.))', re.S)
# What parts words.
BREAKS = {"Space", "SoftBreak", "LineBreak", "Para", "Plain", "Header", "Cell", "Note", "CodeBlock", "Image", "MetaInlines"}


def unescaped(text):
    """A string as Haskell writes it."""
    def one(m):
        if m[1]:
            return chr(int(m[1]))
        if m[2]:
            return chr(int(m[2], 16))
        return {"n": "\n", "t": "\t"}.get(m[5] or "", m[5] or "")
    return ESCAPE.sub(one, text)


def without(native, head):
    """A document without what stands in the first brackets after each `head`."""
    out, at = [], 0
    for m in re.finditer(head, native):
        start = native.find("[", m.end())
        if m.start() < at or start < 0:
            continue
        depth, end, quoted = 0, start, False
        while end < len(native):
            c = native[end]
            if c == "\\" and quoted:
                end += 1
            elif c == '"':
                quoted = not quoted
            elif not quoted:
                depth += (c == "[") - (c == "]")
            end += 1
            if depth == 0:
                break
        out += [native[at:start], "[]"]
        at = end
    return "".join(out) + native[at:]


def of_native(native, shown=False):
    """The text of a document in pandoc's native form, as a reader of the document sees it: comments are no text, nor is the
    description of a picture unless it is `shown`. Of ODT files pandoc takes the caption below a picture as one."""
    attributes = r'\(\s*"[^"]*"\s*,\s*\[[^\]]*\]\s*,\s*\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\]\s*\)'
    if not shown:
        native = without(native, r"\bImage\s*" + attributes)
    native = without(native, r'\bSpan\s*(?=\(\s*"[^"]*"\s*,\s*\[\s*"comment-start")' + attributes)
    out, owner, depth, last = [], None, 0, ""
    for m in TOKEN.finditer(native):
        string, word, other = m.groups()
        if other and other.isspace():
            continue
        if word:
            if word in BREAKS:
                out.append(" ")
            owner, depth = (word, 0) if word[0].isupper() else (owner, depth)
        elif other and other in "([":
            depth += 1
            if last == "(" and other == "[":  # a term and its definitions
                out.append(" ")
        elif other and other in ")]":
            depth -= 1
        elif string is not None:
            if owner == "Str" or (owner in ("Code", "CodeBlock") and depth == 0):
                out.append(unescaped(string))
                owner = None
            elif owner in ("InlineMath", "DisplayMath"):
                out.append(" " + unescaped(string) + " ")
        last = other
    return "".join(out)


def of_markdown(text):
    text = re.sub(r"\]\([^)]*\)|\{[^}]*\}|\[\^\d+\]:?|<[^>]*>", " ", text)
    text = re.sub(r"^\s*\d+\.\s", " ", text, flags=re.M)
    return re.sub(r"[*_\\`~]", "", text)


def words(text):
    return collections.Counter(re.findall(r"\w+", text.replace("\u00ad", "").lower()))


def pairs(test):
    docx = test / "docx"
    for file in sorted(docx.glob("*.docx")):
        names = [file.stem + ending for ending in ("_no_comments", "_accept", "")]
        beside = [docx / f"{name}.native" for name in names]
        found = next((b for b in beside if b.exists()), None)
        if found:
            yield "docx", file, of_native(found.read_text())
    for file in sorted((test / "odt" / "odt").glob("*.odt")):
        native = test / "odt" / "native" / f"{file.stem}.native"
        markdown = test / "odt" / "markdown" / f"{file.stem}.md"
        if native.exists():
            yield "odt", file, of_native(native.read_text(), shown=True)
        elif markdown.exists():
            yield "odt (md)", file, of_markdown(markdown.read_text())


def main():
    test = pathlib.Path(sys.argv[1])
    found = list(pairs(test))
    command = ["cargo", "run", "-q", "-p", "standpoint-ingest", "--example", "content", "--"]
    lines = subprocess.run(command + [str(f) for _, f, _ in found], check=True, capture_output=True, text=True).stdout
    sums = collections.defaultdict(lambda: [0, 0.0, 0.0])
    for (kind, file, theirs), line in zip(found, lines.splitlines()):
        read = json.loads(line)
        ours, theirs = words(read.get("text", "")), words(theirs)
        both = sum((ours & theirs).values())
        if not theirs and not ours:
            continue
        precision = both / sum(ours.values()) if ours else 1.0
        recall = both / sum(theirs.values()) if theirs else 1.0
        sums[kind][0] += 1
        sums[kind][1] += precision
        sums[kind][2] += recall
        if min(precision, recall) < 0.95 or "--all" in sys.argv:
            print(f"{file.name}: P {precision:.3f} R {recall:.3f} {read.get('error', '')}")
            print("   only ours:  ", " ".join((ours - theirs).keys())[:200])
            print("   only theirs:", " ".join((theirs - ours).keys())[:200])
    for kind, (count, precision, recall) in sums.items():
        print(f"{kind}: {count} files, precision {precision / count:.4f}, recall {recall / count:.4f}")


main()
