"""Bytes to tables: encodings, CSV, XLSX, and the forms that cells have.

Written from the notes on export formats, not from the importer. Standard library only.
"""

import csv
import io
import re
import unicodedata
import zipfile
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from xml.etree import ElementTree

csv.field_size_limit(1 << 24)

EMPTY = {"", "-", "--", "—", "–", "/", "N/A", "null", "数据暂未更新", "数据将于第二天更新"}
TOTALS = {"全部", "合计", "总计", "均值", "不限", "整体", "平均"}
EPOCH = date(1970, 1, 1)


class Unreadable(Exception):
    """A file that must fail as a whole."""


class BadCell(Exception):
    """A cell whose row is rejected."""


def plain(text):
    """Text as it is compared: NFKC, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def decode(data):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif data.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    else:
        encoding = "utf-8"
    for name in (encoding, "gb18030"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise Unreadable("no encoding")


def csv_rows(text):
    if text.count('"') % 2:
        raise Unreadable("ends inside a quote")
    return list(csv.reader(io.StringIO(text, newline="")))


def _parsed(data):
    """An XML tree without prefixes: some writers never declare theirs."""

    def bare(tag):
        tag = re.sub(r"^(</?)\w+:", r"\1", tag.group())
        return re.sub(r"(\s\w+):(\w+=)", r"\1_\2", tag)

    return ElementTree.fromstring(re.sub(r"<[^>]+>", bare, data.decode("utf-8")).encode("utf-8"))


def _name(element):
    return element.tag.rsplit("}", 1)[-1]


def _texts(element):
    return "".join(part.text or "" for part in element.iter() if _name(part) == "t")


def _column(place):
    number = 0
    for letter in re.match(r"[A-Z]+", place).group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _sheet_rows(xml, shared):
    rows = []
    for row in (item for item in _parsed(xml).iter() if _name(item) == "row"):
        cells = []
        for cell in row:
            place = cell.get("r")
            at = _column(place) if place else len(cells)
            cells += [""] * (at + 1 - len(cells))
            value = next((part.text or "" for part in cell if _name(part) == "v"), "")
            kind = cell.get("t", "n")
            if kind == "s":
                value = shared[int(value)]
            elif kind == "inlineStr":
                value = _texts(cell)
            cells[at] = value
        rows.append(cells)
    return rows


def xlsx_sheets(data):
    """The sheets of a workbook as (name, rows), in its own order."""
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
        names = book.namelist()
        shared = []
        if "xl/sharedStrings.xml" in names:
            root = _parsed(book.read("xl/sharedStrings.xml"))
            shared = [_texts(item) for item in root if _name(item) == "si"]
        links = _parsed(book.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target") for link in links}
        found = []
        for sheet in _parsed(book.read("xl/workbook.xml")).iter():
            if _name(sheet) != "sheet":
                continue
            link = next(value for key, value in sheet.attrib.items() if key.endswith("_id"))
            path = targets[link].lstrip("/")
            path = path if path.startswith("xl/") else "xl/" + path
            found.append((sheet.get("name"), _sheet_rows(book.read(path), shared)))
        return found
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, EOFError) as cause:
        raise Unreadable("no workbook: %s" % cause)


def sheets(name, data):
    if data.startswith(b"PK"):
        return xlsx_sheets(data)
    if data.startswith(b"\xd0\xcf\x11\xe0") or not data.strip():
        raise Unreadable("no table")
    return [("", csv_rows(decode(data)))]


# Cells. Each takes the raw text and gives a value, None when the cell is empty.


def text(raw):
    """The cell without what exports wrap around ids and texts."""
    value = unicodedata.normalize("NFKC", raw.replace("\t", " ")).strip()
    wrapped = re.fullmatch(r'="(.*)"', value)
    value = wrapped.group(1) if wrapped else value
    value = value.lstrip("'`").strip()
    return None if value in EMPTY else value


def word(raw):
    value = text(raw)
    return None if value is None else plain(value)


def number(raw):
    value = text(raw)
    if value is None:
        return None
    value = value.replace(",", "").replace("¥", "").replace(" ", "")
    scale = 1
    for ending, factor in (("万", 10**4), ("w", 10**4), ("亿", 10**8)):
        if value.endswith(ending):
            value, scale = value[: -len(ending)], factor
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", value, re.ASCII):
        raise BadCell(raw)
    amount = Decimal(value) * scale
    if abs(amount) >= 9 * 10**16:
        # More than any shop counts, and more than a program of fixed width holds.
        raise BadCell(raw)
    return amount


def cents(raw):
    value = number(raw)
    if value is None:
        return None
    return int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def count(raw):
    value = number(raw)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise BadCell(raw)
    return int(value)


def _day(year, month, day_of_month):
    if not 2000 <= int(year) <= 2100:
        raise BadCell("year %s" % year)
    try:
        return (date(int(year), int(month), int(day_of_month)) - EPOCH).days
    except ValueError:
        raise BadCell("%s-%s-%s" % (year, month, day_of_month))


_DATE = r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))"
_CLOCK = r"(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:\.\d+)?"


def time(raw):
    """Seconds since 1970 of the Beijing wall clock."""
    value = text(raw)
    if value is None:
        return None
    found = re.fullmatch(_DATE + r"(?:[ T]*" + _CLOCK + r")?", value)
    if found:
        year, month, on, compact_month, compact_on, *clock = found.groups()
        day = _day(year, month or compact_month, on or compact_on)
        hour, minute, second = (int(part or 0) for part in clock)
        if hour > 23 or minute > 59 or second > 59:
            raise BadCell(raw)
        return day * 86400 + hour * 3600 + minute * 60 + second
    if re.fullmatch(r"\d{5}(\.\d+)?", value):
        # An Excel serial: days since 1899-12-30.
        whole = (Decimal(value) * 86400).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return int(whole) + ((date(1899, 12, 30) - EPOCH).days) * 86400
    raise BadCell(raw)


def span(raw):
    """A day or a range of days, as (first, last)."""
    value = text(raw)
    if value is None:
        return None
    for mark in ("~", "至", " - ", "-"):
        first, found, last = value.partition(mark)
        if found:
            try:
                return time(first) // 86400, time(last) // 86400
            except (BadCell, TypeError):
                continue
    day = time(value) // 86400
    return day, day


def name_span(name):
    """The period that only a file's name states."""
    form = r"(\d{4})[-_]?(\d{2})[-_]?(\d{2})"
    found = re.search(r"(?<!\d)%s\s*[-~_]+\s*%s(?!\d)" % (form, form), name)
    if not found:
        return None
    parts = found.groups()
    return _day(*parts[:3]), _day(*parts[3:])


def day_text(day):
    return (EPOCH + timedelta(days=day)).isoformat()


def text_day(value):
    return (date.fromisoformat(value) - EPOCH).days
