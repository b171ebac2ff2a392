"""The figures of figures.sql in DuckDB beside those of the app.

Reads a folder of shops that `tests/it/tables.rs` wrote: `<shop>.zip` is the export of the app,
`<shop>.json` what the app shows. Unpacks each, runs its figures.sql in DuckDB, asks every period,
and lists what differs. Money is compared to the 分, rates to the millionth, missing days exactly.
"""

import json
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path

import duckdb


def number(text):
    return None if text in ("", None) else Decimal(str(text))


def period_differs(db, asked):
    """What of one period is not as the app has it."""
    db.execute(f"SET VARIABLE from_day = DATE '{asked['from']}'")
    db.execute(f"SET VARIABLE to_day = DATE '{asked['to']}'")
    db.execute(f"SET VARIABLE now = TIMESTAMP '{asked['now']}'")
    found = {metric: (value, missing) for metric, value, missing in db.execute("FROM figures").fetchall()}
    if set(found) != set(asked["figures"]):
        yield "metrics", sorted(found), sorted(asked["figures"])
    for metric, (value, missing) in asked["figures"].items():
        wanted = (number(value), missing)
        if found.get(metric) != wanted:
            yield metric, found.get(metric), wanted
    mix = {(basis, role): value for basis, role, value in db.execute("FROM mix_share").fetchall()}
    for basis, roles in asked["mix"].items():
        for role, value in roles.items():
            if mix.get((basis, role)) != number(value):
                yield f"mix {basis} {role}", mix.get((basis, role)), value
    reasons = dict(db.execute("FROM returns_by_reason").fetchall())
    if reasons != asked["reasons"]:
        yield "reasons", reasons, asked["reasons"]
    columns = "product, gmv, user_paid, net_gmv, refund_by_pay, orders, units"
    products = {row[0] or "": row[1:] for row in db.execute(f"SELECT {columns} FROM by_product").fetchall()}
    # A text that a spreadsheet would take for a formula stands behind an apostrophe.
    products = {key.removeprefix("'"): row for key, row in products.items()}
    wanted = {key: tuple(map(number, row[0])) + tuple(row[1]) for key, row in asked["products"].items()}
    if products != wanted:
        yield "products", products, wanted


def days_differ(db, days):
    columns = "gmv, user_paid, orders, units, refund_by_pay, net_gmv"
    for day, *found in db.execute(f"SELECT day, {columns} FROM by_day").fetchall():
        wanted = days.get(str(day))
        if wanted is not None and found != [number(value) for value in wanted]:
            yield str(day), found, wanted


def shop_differs(package, expected):
    """What of a shop is not as the app has it, in words."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)
        db = duckdb.connect(config={"threads": 1})
        db.execute(f"SET file_search_path = '{folder}'")
        db.execute(Path(folder, "figures.sql").read_text("utf-8"))
        for asked in expected["periods"]:
            where = f"{asked['from']}..{asked['to']} at {asked['now']}"
            for what, found, wanted in period_differs(db, asked):
                yield f"{where}: {what} is {found} in SQL, {wanted} in the app"
        for day, found, wanted in days_differ(db, expected["days"]):
            yield f"{day}: {found} in SQL, {wanted} in the app"
        db.close()


def check(package):
    """How many figures of a shop were compared, and what differs."""
    expected = json.loads(package.with_suffix(".json").read_text("utf-8"))
    wrong = [f"{expected['name']}, {text}" for text in shop_differs(package, expected)]
    return sum(len(asked["figures"]) for asked in expected["periods"]), wrong


def main(folder):
    started = time.monotonic()
    packages = sorted(Path(folder).glob("*.zip"))
    with ProcessPoolExecutor() as pool:
        checked = list(pool.map(check, packages))
    compared = sum(count for count, _ in checked)
    wrong = [text for _, texts in checked for text in texts]
    for text in wrong:
        print(text)
    took = time.monotonic() - started
    print(f"{len(packages)} shops, {compared} figures in {took:.0f} s: {len(wrong)} differ.")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
