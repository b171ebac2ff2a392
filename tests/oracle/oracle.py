"""Works every figure out from the files, by the written rules, and compares.

`python3 oracle.py FOLDER`: each folder below holds a set: its files, `manifest.json`, and
`figures.jsonl` with what the app makes of them. The rules are 口径 in words (the project's metric
notes, section 5); nothing here was written from the app's code, and nothing here calls it.

A metric or dimension of the registry that this program does not know is a failure, not a gap.
"""

import sys

if sys.version_info < (3, 9):
    sys.exit("The oracle needs Python 3.9 or newer; this is %s." % sys.version.split()[0])

import json
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

from book import Book
from facts import Facts, Source
from figure import DIMENSIONS, METRICS, Reading
from table import Unreadable, plain, text_day

SHOWN = 20
NAMES = ("value", "source", "missing", "bound", "approx")


class Tally:
    def __init__(self):
        self.figures, self.wrong, self.by_metric, self.unknown = 0, [], Counter(), []

    def compare(self, where, metric, mine, theirs):
        """`mine` and `theirs` are whole figures, or bare values."""
        self.figures += 1
        if not isinstance(mine, tuple):
            mine, theirs = (mine,), [theirs]
        # Of a figure that is not there, only that it is not there can be seen.
        told = list(zip(NAMES, mine, theirs))[: 1 if theirs[0] == "" else None]
        for name, one, other in told:
            if one != other:
                self.by_metric[metric] += 1
                told = (where, metric, name, one, other)
                self.wrong.append("%s: %s %s is %r by the rules, %r in the app" % told)
                break


def opened(folder, manifest):
    sources = []
    for file in manifest["files"]:
        try:
            sources.append(Source(file["name"], (folder / file["path"]).read_bytes(), file["modified"]))
        except Unreadable:
            continue
    return Book(Facts(sources))


def strangers(manifest):
    """What the registry has and this program has no rule for."""
    unknown = [metric for metric in manifest["metrics"] if metric not in METRICS]
    return unknown + [name for name in manifest["dimensions"] if name not in DIMENSIONS]


def check(folder):
    """One set: every figure that was asked for, worked out and compared."""
    tally = Tally()
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    if unknown := strangers(manifest):
        tally.unknown = unknown
        return tally
    book = opened(folder, manifest)
    tally.compare(manifest["set"], "unmatched cases", len(book.unmatched), manifest["unmatched"])
    products = {plain(product["id"]): product for product in manifest["products"]}
    for line in (folder / "figures.jsonl").read_text("utf-8").splitlines():
        asked = json.loads(line)
        only = [(dimension, key and plain(key)) for dimension, key in asked.get("only", [])]
        where = "%s (%s), %s..%s" % (manifest["set"], folder.name, asked["from"], asked["to"])
        where += "".join(", %s=%s" % pair for pair in only)
        first, last = text_day(asked["from"]), text_day(asked["to"])
        reading = Reading(book, first, last, only, asked.get("now", 0))
        for metric, theirs in asked.get("figures", {}).items():
            tally.compare(where, metric, METRICS[metric](reading), theirs)
        if "mix" in asked:
            for basis, shares in reading.mix(products).items():
                for role, mine in shares.items():
                    tally.compare(where, "mix-share %s %s" % (basis, role), mine, asked["mix"][basis][role])
        if "reasons" in asked:
            counts, quality = reading.reasons()
            for name, theirs in asked["reasons"].items():
                tally.compare(where, "returns reason=%s" % name, counts[name], theirs)
            tally.compare(where, "quality cases", quality, asked["quality"])
    return tally


def main(folder):
    folders = sorted(path for path in Path(folder).iterdir() if path.is_dir())
    with Pool() as pool:
        tallies = pool.map(check, folders, 1)
    if unknown := sorted({name for tally in tallies for name in tally.unknown}):
        sys.exit("The oracle has no rule for: %s. Write it in tests/oracle/figure.py." % ", ".join(unknown))
    figures = sum(tally.figures for tally in tallies)
    wrong = [line for tally in tallies for line in tally.wrong]
    for line in wrong[:SHOWN]:
        print(line)
    if wrong:
        everything = Path(folder) / "differences.txt"
        everything.write_text("\n".join(wrong), "utf-8")
        print("All of them are in %s." % everything)
        metrics = sum((tally.by_metric for tally in tallies), Counter())
        by_metric = ", ".join("%s %d" % pair for pair in sorted(metrics.items()))
        sys.exit("%d of %d figures differ: %s" % (len(wrong), figures, by_metric))
    if not figures:
        sys.exit("No figure was compared.")
    print("The oracle agrees on %d figures of %d sets of files." % (figures, len(folders)))


if __name__ == "__main__":
    main(sys.argv[1])
