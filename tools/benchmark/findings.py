#!/usr/bin/env python3
"""Measures the finders beside their peers on the same text in one run, and the memory of `standpoint read`.

usage: findings.py --program target/release/standpoint --finders target/release/examples/finders FILE_OR_FOLDER...

Prints Markdown. All times are CPU seconds of one process. Peers: recognizers-text-suite (numbers, percentages, currencies,
dimensions, dates; English, French, Spanish, Portuguese) and spaCy's blank pipeline with its sentencizer. Needs, best in an
environment of its own: pip install "emoji<2" recognizers-text-suite spacy
Build first: cargo build --release -p standpoint; cargo build --release -p standpoint-reading --example finders
"""
import argparse, os, subprocess, sys, tempfile, time

CULTURES = {"en": "en-us", "fr": "fr-fr", "es": "es-es", "pt": "pt-br"}
ENDINGS = (".txt", ".md", ".html", ".htm")


def files(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                yield from (os.path.join(folder, n) for n in sorted(names) if n.endswith(ENDINGS))
        else:
            yield path


def finders(program, seconds, paths):
    """What the program measures: {step: (megabytes, megabytes a second)}."""
    out = subprocess.run([program, str(seconds), *paths], check=True, capture_output=True, text=True).stdout
    return {name: (float(size), float(rate)) for name, size, rate in (line.split("\t") for line in out.splitlines())}


def cpu_seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def recognizers(texts, least):
    """Megabytes a second of all its models of quantities and dates; each is warmed up on a sentence first."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    models = [recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime]
    warm = "On 5 May 2024 the toll rose by 3 % to 12 dollars for 5 miles."
    for language in {language for language, _ in texts}:
        for model in models:
            model(warm, CULTURES[language])
    size = spent = 0
    while spent < least:
        for language, text in texts:
            for paragraph in text.split("\n\n"):
                spent += cpu_seconds(lambda: [model(paragraph, CULTURES[language]) for model in models])
                size += len(paragraph.encode())
    return size / 1e6 / spent


def sentencizer(texts, least):
    import spacy
    pipelines = {}
    for language, _ in texts:
        if language not in pipelines:
            pipelines[language] = spacy.blank(language)
            pipelines[language].add_pipe("sentencizer")
            pipelines[language].max_length = 100_000_000
    size = spent = 0
    while spent < least:
        for language, text in texts:
            spent += cpu_seconds(lambda: pipelines[language](text))
            size += len(text.encode())
    return size / 1e6 / spent


def peak_memory(program, folder):
    """MiB that reading a folder takes at most."""
    child = subprocess.Popen([program, "read", folder, "--format", "jsonl", "--quiet"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{program} read ended with {child.returncode}")
    return usage.ru_maxrss / 1024


def memory(program, texts):
    print("\n| statements read | text, MB | most memory, MiB |\n|--:|--:|--:|")
    for count in (100, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            size = 0
            for number in range(count):
                text = f"{texts[number % len(texts)][1]}\n\nCopy {number} of the statement.\n"
                size += len(text.encode())
                with open(os.path.join(folder, f"{number:05}.txt"), "w", encoding="utf-8") as file:
                    file.write(text)
            print(f"| {count:,} | {size / 1e6:.1f} | {peak_memory(program, folder):.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--finders", required=True)
    parser.add_argument("--seconds", type=float, default=3, help="CPU seconds for each measure at least")
    parser.add_argument("paths", nargs="+")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([args.finders, "--texts", folder, *files(args.paths)], check=True)
        dumped = sorted(os.path.join(folder, name) for name in os.listdir(folder))
        texts = [(path.split(".")[-2], open(path, encoding="utf-8").read()) for path in dumped]
        known = [(path, text) for path, text in zip(dumped, texts) if text[0] in CULTURES]
        ours = finders(args.finders, args.seconds, dumped)
        print(f"{len(texts)} statements, {next(iter(ours.values()))[0] * 1000:.0f} kB of passages\n")
        # Before the peers are loaded: a child's peak begins with what its parent held.
        memory(args.program, texts)
        print("\n| step | MB/s on one core |\n|---|--:|")
        for name, (_, rate) in ours.items():
            print(f"| {name} | {rate:.1f} |")
        print("\n| on the same text | peer | MB/s | Standpoint, MB/s | ratio |\n|---|---|--:|--:|--:|")
        if known:
            subset = finders(args.finders, args.seconds, [path for path, _ in known])
            peer = recognizers([text for _, text in known], args.seconds)
            rate = subset["all finders"][1]
            print(f"| {len(known)} statements in en, fr, es, pt | recognizers-text-suite (numbers, percentages, currencies, "
                  f"dimensions, dates) against all finders | {peer:.5f} | {rate:.1f} | {rate / peer:,.0f} |")
        peer, rate = sentencizer(texts, args.seconds), ours["bytes into passages"][1]
        print(f"| all | spaCy blank + sentencizer against bytes into passages | {peer:.2f} | {rate:.1f} | {rate / peer:.1f} |")
        both = 1 / (1 / rate + 1 / ours["all finders"][1])
        print(f"| all | the same against bytes into passages and all finders | {peer:.2f} | {both:.1f} | {both / peer:.1f} |")


if __name__ == "__main__":
    main()
