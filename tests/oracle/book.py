"""Facts to sales, refunds, returns and waiting lines: one object for each, with its day and amount.

Rules: paid line, which case is a refund, refund of a line, reason class, ship-48h-rate, due-24h.
"""

import re
from collections import defaultdict

from facts import NOT_PAID, REFUNDED, SUCCEEDED

NO_RETURN = {"换货", "补寄", "维修"}
CLOSED = {"售后关闭", "拒绝售后", "拒绝售后申请"}
TO_SHIP = {"待发货", "备货中", "部分发货"}
VIRTUAL = {"虚拟商品订单", "电子券(poi核销)", "三方核销"}
REASONS = [
    ("mismatch", "描述不符|不符"),
    ("wrong-or-missing", "少件|漏发|发错|空包裹"),
    ("logistics", "破损|包装|物流|快递|送达|丢件"),
    ("quality", "质量|瑕疵|做工|假冒|品质"),
    ("late", "未按约定|缺货|发货慢"),
    ("price", "买贵|降价|价差"),
    ("unwanted", "不想要|错拍|多拍|拍错|不喜欢|尺码|无理由|填写错误|不合适|效果不好"),
    ("other", "协商|退运费|其他"),
]
PRICES = [(0, "0-10"), (10, "10-20"), (20, "20-35"), (35, "35-65"), (65, "65-130"), (130, "130以上")]
DAY = 86400
# After every refund that has a time.
LATE = 1 << 60


def half_up(part, whole):
    """part ÷ whole, half up, for a whole above zero."""
    return (2 * part + whole) // (2 * whole)


def is_refund(case):
    if case.get("kind") in NO_RETURN:
        return False
    if "status" in case:
        return case["status"] in SUCCEEDED
    return case.get("by_shop") is not None or case.get("by_bank") is not None


def refund_time(case):
    times = (case.get(field) for field in ("by_shop", "by_bank", "finished"))
    return next((time for time in times if time is not None), None)


def is_return(case):
    kinds = NO_RETURN | {"价保"}
    return case.get("kind") not in kinds and case.get("status") not in CLOSED


def reason_class(reason):
    """The class of a reason, and whether it is marked as a quality case."""
    if reason is None:
        return "unknown", False
    bare = reason.replace("/", "")
    marked = "(商品品质原因)" in bare
    bare = bare.replace("(商品品质原因)", "")
    for name, words in REASONS:
        if re.search(words, bare):
            return name, marked
    return "unknown", marked


def worth(line):
    """A line's part of gmv."""
    return line["payable"] + (line.get("platform") or 0) + (line.get("creator_part") or 0)


def price_band(amount, pieces):
    """The band of 罗盘 that the price of a piece, half up to the 分, lies in."""
    price = half_up(amount, pieces) if pieces > 0 and amount > 0 else 0
    bands = [name for least, name in PRICES if price >= least * 100]
    return bands[-1] if price > 0 else None


def repaid(case):
    return (case.get("goods") or 0) + (case.get("freight") or 0)


class Sale:
    """A paid line."""


class Book:
    def __init__(self, facts):
        self.facts = facts
        # By the day of payment.
        self.sales = defaultdict(list)
        self.waiting, self.refunds, self.returns = [], [], []
        by_line = defaultdict(list)
        singles = {line.get("main") for line in facts.lines.values() if not line["joined"]}
        for case in facts.cases.values():
            keys = [("line", case.get("sub")), ("order", case.get("main"))]
            by_line[next((key for key in keys if key in facts.lines), None)].append(case)
        for key, line in facts.lines.items():
            # The same order once by order and once by product counts once.
            if line["joined"] and line.get("main") in singles:
                by_line[None] += by_line.pop(key, [])
                continue
            self.take_line(line, by_line[key])
        self.unmatched = by_line[None]
        for case in self.unmatched:
            self.take_case(case, {"product": case.get("product")}, repaid(case) if is_refund(case) else None)

    def take_line(self, line, cases):
        finished = sorted(filter(is_refund, cases), key=lambda case: (refund_time(case) or LATE, case["case"]))
        sale = self.sale(line, cases, finished)
        amounts, before, total = {}, 0, 0
        for case in finished:
            total += repaid(case)
            sum_now = refund(worth(line), line["payable"], total)
            amounts[case["case"]], before = sum_now - before, sum_now
        for case in cases:
            self.take_case(case, self.dims(line), amounts.get(case["case"]))
        if not sale:
            return
        if finished:
            sale.refund = before
        elif line.get("aftersale") in REFUNDED:
            opposed = any(case["version"] > line["version"] for case in cases if case.get("kind") not in NO_RETURN)
            sale.refund, sale.estimated = (0, False) if opposed else (sale.gmv, True)
        sale.returned = any(is_return(case) for case in cases)
        sale.shipping = self.shipping(line, sale, finished)
        self.sales[sale.day].append(sale)
        self.wait(line, sale, cases)

    def dims(self, line):
        creator = line.get("creator")
        product = line.get("product") or line.get("code") or line.get("title")
        return {
            # A row of several sub-orders belongs to no single product.
            "product": None if len(line["subs"]) > 1 else product,
            "creator": None if creator == "0" else creator,
            "carrier": line.get("carrier"),
            "channel": line.get("channel"),
            "province": line.get("province"),
            "category": self.facts.categories.get(product, (None, None))[1] if len(line["subs"]) <= 1 else None,
            "side": "自营" if creator in (None, "0") else "合作",
            "origin": line.get("origin"),
            "ad": line.get("ad"),
            "price": price_band(worth(line), line.get("pieces") or 0),
        }

    def sale(self, line, cases, finished):
        paid = line.get("paid")
        guessed = "paid" not in line
        if guessed:
            closed = line.get("status") == "已关闭"
            refunded = line.get("aftersale") in REFUNDED or finished
            if line.get("status") in NOT_PAID or closed and not refunded:
                return None
            paid = line["submitted"]
        elif paid is None:
            return None
        sale = Sale()
        sale.paid, sale.day, sale.guessed = paid, paid // DAY, guessed
        sale.user_paid = line["payable"]
        sale.gmv = worth(line)
        sale.count = max(1, len(line["subs"])) if line["joined"] else 1
        sale.pieces = line.get("pieces") or 0
        sale.refund, sale.estimated = 0, False
        sale.dims = self.dims(line)
        spec = line.get("spec")
        sale.unit = (sale.dims["product"], spec if line.get("product") else None)
        return sale

    def shipping(self, line, sale, finished):
        """Within 48 hours, too late, or None when the line does not count."""
        shipped = line.get("shipped")
        times = [refund_time(case) for case in finished]
        early = any(shipped is None or at is not None and at < shipped for at in times)
        early = early or sale.estimated and shipped is None
        sale.cancelled = sale.gmv > 0 and early
        if sale.gmv <= 0 or early or line.get("booked") is not None or line.get("kind") in VIRTUAL:
            return None
        if sale.paid + 2 * DAY > line["version"]:
            return None
        return shipped is not None and 0 <= shipped - sale.paid <= 2 * DAY

    def wait(self, line, sale, cases):
        open_case = any(case.get("status") not in CLOSED for case in cases if case.get("kind") not in NO_RETURN)
        told = line.get("aftersale") not in CLOSED | {None, "换货成功"}
        if line.get("status") in TO_SHIP and line.get("shipped") is None and line.get("promised") is not None:
            if not (open_case or told or sale.refund):
                self.waiting.append(line_of(line, sale))

    def take_case(self, case, dims, amount):
        at = refund_time(case)
        if amount is not None and at is not None:
            self.refunds.append((at // DAY, amount, dims))
        if is_return(case):
            self.returns.append((case["applied"] // DAY, *reason_class(case.get("reason")), dims))


def line_of(line, sale):
    return {"promised": line["promised"], "dims": sale.dims, "count": sale.count}


def refund(gmv, payable, goods):
    """The part of a line's gmv that went back with so much of what was payable."""
    part = min(goods, payable)
    if part >= payable:
        return gmv
    return half_up(gmv * part, payable)
