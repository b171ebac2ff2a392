"""Tables to facts: which file is what, its rows, and how the same row of two files merges.

Rules: the sections on paid lines, coverage, which file is newer, and broken files.
"""

import re
from collections import Counter

from table import TOTALS, BadCell, Unreadable, cents, count, name_span, plain, sheets, span, text, time, word

# Fields by the names that their columns have had, and how a cell is read.
ORDER = {
    "main": (word, "主订单编号", "主订单号", "订单编号", "订单号"),
    "sub": (word, "子订单编号", "子订单号"),
    "title": (word, "选购商品", "商品名称"),
    "spec": (word, "商品规格"),
    "pieces": (count, "商品数量", "数量", "购买数量"),
    "product": (word, "商品ID"),
    "code": (word, "商家编码", "商家编号", "商品编码"),
    "payable": (cents, "订单应付金额", "应付金额"),
    "platform": (cents, "平台实际承担优惠金额"),
    "creator_part": (cents, "达人实际承担优惠金额"),
    "status": (word, "订单状态"),
    "aftersale": (word, "售后状态"),
    "submitted": (time, "订单提交时间"),
    "paid": (time, "支付完成时间", "支付时间"),
    "shipped": (time, "发货时间"),
    "finished": (time, "订单完成时间"),
    "promised": (time, "承诺发货时间"),
    "booked": (time, "预约发货时间"),
    "kind": (word, "订单类型"),
    "creator": (word, "达人ID"),
    "carrier": (word, "流量体裁"),
    "channel": (word, "流量渠道"),
    "origin": (word, "流量来源"),
    "ad": (word, "流量类型"),
    "province": (word, "省"),
}
CASE = {
    "case": (word, "售后单号"),
    "main": (word, "订单号"),
    "sub": (word, "商品单号"),
    "product": (word, "商品ID"),
    "kind": (word, "售后类型"),
    "status": (word, "售后状态"),
    "goods": (cents, "退商品金额"),
    "freight": (cents, "退运费金额"),
    "applied": (time, "售后申请时间"),
    "reason": (word, "售后原因"),
    "by_shop": (time, "商家退款时间"),
    "by_bank": (time, "用户到账时间"),
    "finished": (time, "售后完结时间"),
}
STEPS = {
    "impressions": (count, "商品曝光人数"),
    "clicks": (count, "商品点击人数"),
    "carts": (count, "加购人数"),
    "paid-people": (count, "成交人数"),
    "impression-times": (count, "商品曝光次数"),
    "click-times": (count, "商品点击次数"),
}
COMPASS = {
    "gmv": (cents, "成交金额"),
    "user-paid": (cents, "用户支付金额"),
    "orders": (count, "成交订单数"),
    "cost": (cents, "投放消耗(店铺被投)"),
    **STEPS,
}
SHOP = {"range": (span, "统计日期"), "day": (time, "日期"), "shop": (word, "店铺名称"), **COMPASS}
DEAL = {"day": (time, "日期"), "carrier": (word, "载体类型"), "side": (word, "投放时段"), **COMPASS}
LIST = {
    "range": (span, "统计周期"),
    "product": (word, "商品编码", "商品编号"),
    "carrier": (word, "载体"),
    "category": (word, "品类"),
    "side": (word, "自卖/合作"),
    **COMPASS,
}
DAILY = {"range": (span, "统计日期"), "day": (time, "日期"), "product": (word, "商品ID"), **COMPASS}
ADS = {
    "day": (time, "日期"),
    "who": (word, "抖音号", "抖音号名称", "商品ID"),
    "cost": (cents, "整体消耗"),
    "gmv": (cents, "整体成交金额"),
}

# What must be filled, and what an empty cell of a newer file does not take away.
NEEDED = {"orders": ["submitted"], "cases": ["case", "applied"]}
LASTING = {
    "orders": {"paid", "shipped", "finished"},
    "cases": {"by_shop", "by_bank", "finished", "goods", "freight"},
}
NOT_PAID = {"待支付", "待确认"}
REFUNDED = {"退款成功", "已全额退款", "同意退款,退款成功", "退货成功"}
SUCCEEDED = {"同意退款,退款成功", "售后成功", "退款成功"}


def without_unit(name):
    """Amounts are in 元 whether their header says so or not."""
    return name[: -len("(元)")] if name.endswith("(元)") else name


def recognise(header, sheet):
    """Which kind of export has this header, and its fields."""

    def has(*names):
        return any(name in header for name in names)

    if has("售后单号") and has("售后申请时间"):
        return "cases", CASE
    if has("订单提交时间") and has("订单应付金额", "应付金额") and has("订单状态"):
        return "orders", ORDER
    if has("载体类型") and has("投放时段") and has("日期"):
        other = has("账号类型", "终端类型", "一级类目", "售卖类型", "人群类型", "价格带")
        return (None, None) if other or sheet not in ("", "成交概览") else ("deal", DEAL)
    if has("整体成交金额") and has("日期") and not has("小时区间"):
        kind = "ads-product" if has("商品ID") else "ads-live" if has("净成交ROI") else "ads-account"
        return kind, ADS
    if has("商品编码", "商品编号") and has("商品曝光人数") and not has("商品卡曝光人数", "上架时间"):
        return "list", LIST
    other = has("直播间ID", "短视频ID", "一级渠道")
    if has("统计日期") and has("商品ID") and has("用户支付金额", "成交金额") and not other:
        return "daily", DAILY
    if has("店铺名称") and has("成交金额") and has("统计日期") or has("商品访客数") and has("成交金额"):
        return "shop", SHOP
    return None, None


class Source:
    """One file: its kind, rows, columns, covered days and version."""

    def __init__(self, name, data, modified):
        self.name = name
        self.kind, self.rows = None, []
        for sheet, table in sheets(name, data):
            for at, cells in enumerate(table[:30]):
                header = [plain(cell) for cell in cells]
                kind, fields = recognise([without_unit(name) for name in header], plain(sheet))
                if kind:
                    self.kind = kind
                    self.read(header, fields, table[at + 1:])
                    break
        self.version = self.exported() or self.latest() or modified

    def exported(self):
        found = re.search(r"(?<![0-9A-Za-z])(\d{10})(?!\d)", self.name)
        return int(found.group(1)) + 8 * 3600 if found else None

    def latest(self):
        names = ["submitted", "paid", "shipped", "finished", "applied", "by_shop", "by_bank"]
        if self.kind not in ("orders", "cases"):
            return None
        times = [row.get(name) for row in self.rows for name in names]
        return max((moment for moment in times if moment is not None), default=None)

    def read(self, header, fields, table):
        places = {}
        header = [without_unit(name) for name in header]
        for field, (_, *names) in fields.items():
            for name in names:
                if name in header:
                    places.setdefault(field, header.index(name))
        rejected = total = 0
        for cells in table:
            if not any(cell.strip() for cell in cells):
                continue
            total += 1
            if self.is_total(cells, places):
                continue
            try:
                self.rows.append(self.row(cells, len(header), fields, places))
            except BadCell:
                rejected += 1
        if rejected * 5 > total or not self.rows:
            raise Unreadable("%s of %s rows rejected" % (rejected, total))
        if self.kind in ("orders", "cases"):
            self.look_at_ids()
        if len({row.get("shop") for row in self.rows}) > 1:
            raise Unreadable("several shops")

    def row(self, cells, width, fields, places):
        if len(cells) > width or len(cells) < width and not self.name.endswith("xlsx"):
            raise BadCell("ragged")
        # A workbook leaves empty cells out.
        cells = cells + [""] * (width - len(cells))
        row = {field: fields[field][0](cells[at]) for field, at in places.items()}
        if any(row.get(field) is None for field in NEEDED.get(self.kind, [])):
            raise BadCell("empty")
        if self.kind == "orders" and row.get("payable") is None:
            if row.get("status") not in NOT_PAID:
                raise BadCell("no amount")
            row["payable"] = 0
        return row

    def is_total(self, cells, places):
        """Sums that stand among the rows, and rows without any order."""

        def cell(field):
            at = places.get(field, len(cells))
            return text(cells[at]) if at < len(cells) else None

        if self.kind == "orders":
            ids = [cell("main"), cell("sub")]
            return not any(ids) or any(value in TOTALS for value in ids)
        if self.kind == "cases":
            return cell("case") in TOTALS
        if self.kind in ("shop", "deal") or self.kind.startswith("ads"):
            return cell("day") in TOTALS
        return cell("product") is None

    def look_at_ids(self):
        for row in self.rows:
            for field in ("main", "sub", "case"):
                if re.fullmatch(r"\d(\.\d+)?E\+\d+", row.get(field) or "", re.I):
                    raise Unreadable("damaged ids")
        ids = Counter(row.get("sub") or row.get("case") for row in self.rows)
        if sum(shared for key, shared in ids.items() if shared > 1 and (key or "").endswith("000")) > 5:
            raise Unreadable("many rows share ids that end in 000")

    def days(self, field):
        known = [row[field] // 86400 for row in self.rows]
        return (min(known), max(known)) if known else None


def merged(old, new, kind):
    """A row as it stands after a newer file said it again."""
    row = dict(old)
    for field, value in new.items():
        if value is None and field in LASTING.get(kind, ()) and field in old:
            continue
        if kind == "orders" and field == "aftersale" and value is None and old.get(field) in REFUNDED:
            continue
        if kind == "cases" and field == "status" and value is None and old.get(field) in SUCCEEDED:
            continue
        row[field] = value
    return row


class Facts:
    """Everything that the files of a shop state, merged in the order of their versions."""

    def __init__(self, sources):
        self.lines, self.cases, self.shop, self.deal, self.list, self.ads = {}, {}, {}, {}, {}, {}
        # 自助取数 by product, by days and product.
        self.daily = {}
        self.order_days, self.case_days = set(), set()
        # Of each product the last day and the name of what 商品列表 calls its 品类.
        self.categories = {}
        for source in sorted((it for it in sources if it.kind), key=lambda it: it.version):
            self.take(source)

    def take(self, source):
        name = source.kind.split("-")[0]
        store = self.lines if name == "orders" else getattr(self, name)
        # Of a key that stands twice in one file, the last row counts, as if it stood alone.
        for key, row in dict(getattr(self, "keys_of_" + name)(source)).items():
            if name == "ads":
                kind, day, key = key
                store = self.ads.setdefault((kind, day), {})
            old = store.get(key)
            row = merged(old, row, source.kind) if old else dict(row)
            row["version"] = source.version
            store[key] = row
        if name == "orders":
            self.order_days.update(covered(source.days("submitted")))
        if name == "cases":
            self.case_days.update(covered(source.days("applied")))

    def keys_of_orders(self, source):
        for row in source.rows:
            subs = [part for part in re.split(r"[;,、]", row.get("sub") or "") if part]
            joined = len(subs) != 1
            # The first sub-order often has the number of its order.
            key = ("order", row.get("main")) if joined else ("line", subs[0])
            yield key, {**row, "subs": subs, "joined": joined}

    def keys_of_cases(self, source):
        return ((row["case"], row) for row in source.rows)

    def keys_of_shop(self, source):
        for row in source.rows:
            day = row.get("day")
            yield (day // 86400, day // 86400) if day is not None else row.get("range"), row

    def keys_of_daily(self, source):
        for row in source.rows:
            day, product = row.get("day"), row.get("product")
            days = (day // 86400, day // 86400) if day is not None else row.get("range")
            if days and product not in (None, "全部"):
                yield (days, product), row

    def keys_of_deal(self, source):
        for row in source.rows:
            day = row["day"] // 86400
            if row["side"] == "不限":
                yield day if row["carrier"] == "全部" else (day, row["carrier"]), row

    def keys_of_list(self, source):
        for row in source.rows:
            whole = all(row.get(field) in (None, "全部") for field in ("carrier", "side"))
            key = row["range"] if "range" in row else name_span(source.name)
            product, category = row.get("product"), row.get("category")
            if key and product not in (None, "全部") and category not in (None, "全部"):
                stated = (key[1], category)
                self.categories[product] = max(stated, self.categories.get(product, stated))
            if whole and key:
                yield (key, row["product"]), row
            elif key and row.get("side") in (None, "全部"):
                yield (key, row["product"], row["carrier"]), row

    def keys_of_ads(self, source):
        for row in source.rows:
            yield (source.kind, row["day"] // 86400, row.get("who")), row


def covered(days):
    return range(days[0], days[1] + 1) if days else ()
