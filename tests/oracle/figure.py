"""Sales and 罗盘 rows to figures: every metric by its id.

A figure is (value, source, missing days, upper bound, approximation), the value as the contract
writes it. Rules: source of a day, coverage, funnel, ad-cost, mix-share.
"""

from collections import defaultdict
from functools import cached_property

from book import half_up

STEPS = ["impressions", "clicks", "carts", "paid-people"]
TIMES = ["impression-times", "click-times", "orders"]
ADS_ORDER = ["ads-account", "ads-live", "ads-product"]
ROLES = ["traffic", "profit", "image", "unset"]


def money(amount):
    if amount is None:
        return ""
    sign, amount = ("-", -amount) if amount < 0 else ("", amount)
    return "%s%d.%02d" % (sign, amount // 100, amount % 100)


def scaled(part, whole, places):
    """part ÷ whole in decimals, half up; empty when nothing is to be divided by."""
    if part is None or not whole or whole < 0:
        return ""
    value = half_up(abs(part) * 10**places, whole)
    sign = "-" if part < 0 and value else ""
    return "%s%d.%0*d" % (sign, value // 10**places, places, value % 10**places)


def whole(value):
    return "" if value is None else str(value)


def figure(value, source, missing=0, upper=False, approx=None):
    return (value, source if value != "" else None, missing, upper, approx)


class Compass:
    """罗盘 and 千川 by day."""

    def __init__(self, facts):
        self.facts = facts

    def row(self, day, *fields):
        """What the day's rows state of all these fields: 自助取数 first, then 成交分析."""
        for row in (self.facts.shop.get((day, day)), self.facts.deal.get(day)):
            if row and all(row.get(field) is not None for field in fields):
                return row
        return None

    def ads(self, day):
        """Cost and gmv of the day from one kind of 全域 report."""
        for kind in ADS_ORDER:
            rows = [row for row in self.facts.ads.get((kind, day), {}).values() if row.get("cost") is not None]
            if rows:
                sold = [row["gmv"] for row in rows if row.get("gmv") is not None]
                return sum(row["cost"] for row in rows), sum(sold) if sold else None
        return None


class Reading:
    """The figures of one period, for the sales that pass."""

    def __init__(self, book, first, last, only=(), now=0):
        self.book, self.facts, self.now = book, book.facts, now
        self.first, self.last, self.only = first, last, only
        self.days = range(first, last + 1)
        self.compass = Compass(book.facts)
        self.by_orders = [day for day in self.days if day in self.facts.order_days]
        self.sales = [sale for day in self.by_orders for sale in book.sales[day] if self.passes(sale.dims)]
        self.worth = [sale for sale in self.sales if sale.gmv > 0]

    def passes(self, dims):
        for dimension, key in self.only:
            if dims.get(dimension) != key:
                return False
        return True

    def sum(self, field):
        return sum(getattr(sale, field) for sale in self.sales)

    @property
    def orders(self):
        return sum(sale.count for sale in self.worth)

    @property
    def cancelled(self):
        return sum(sale.count for sale in self.worth if sale.cancelled)

    def approx(self, refunds=False):
        if refunds and any(sale.estimated for sale in self.sales):
            return "refund"
        return "paid-time" if any(sale.guessed for sale in self.sales) else None

    def of_orders(self, value, refunds=False):
        """A figure that order files alone can give."""
        if not self.by_orders:
            return figure("", None, len(self.days))
        return figure(value, "orders", len(self.days) - len(self.by_orders), False, self.approx(refunds))

    def by_source(self, mine, fields, form):
        """Order lines where a day has them, else 罗盘; `form` takes the sums of the fields."""
        sums, compass = list(mine), 0
        for day in self.days if not self.only else ():
            row = day not in self.facts.order_days and self.compass.row(day, *fields)
            if row:
                compass += 1
                sums = [total + row[field] for total, field in zip(sums, fields)]
        known = len(self.by_orders) + compass
        if not known:
            return figure("", None, len(self.days))
        source = "mixed" if compass and self.by_orders else "compass" if compass else "orders"
        return figure(form(*sums), source, len(self.days) - known, False, self.approx())

    def of_cases(self, value):
        known = sum(day in self.facts.case_days for day in self.days)
        if not known:
            return figure("", None, len(self.days))
        return figure(value, "orders", len(self.days) - known)

    def within(self, events):
        known = [event for event in events if event[0] in self.days and event[0] in self.facts.case_days]
        return [event for event in known if self.passes(event[-1])]

    def gmv(self):
        return self.by_source([self.sum("gmv")], ["gmv"], money)

    def user_paid(self):
        return self.by_source([self.sum("user_paid")], ["user-paid"], money)

    def order_count(self):
        return self.by_source([self.orders], ["orders"], whole)

    def line_value(self):
        divide = lambda gmv, orders: scaled(gmv, orders * 100, 2)
        return self.by_source([self.sum("gmv"), self.orders], ["gmv", "orders"], divide)

    def refund_by_refund(self):
        return self.of_cases(money(sum(event[1] for event in self.within(self.book.refunds))))

    def return_rate(self):
        if not any(day in self.facts.case_days for day in self.days):
            return figure("", None, len(self.days))
        returned = sum(sale.returned for sale in self.worth)
        return self.of_orders(scaled(returned, self.orders, 6))

    def ship_rate(self):
        told = [sale.shipping for sale in self.sales if sale.shipping is not None]
        return self.of_orders(scaled(sum(told), len(told), 6))

    def pending(self, due):
        if not self.facts.lines:
            return figure("", None, 0)
        lines = [line for line in self.book.waiting if due(line["promised"])]
        return figure(whole(sum(self.passes(line["dims"]) for line in lines)), "orders")

    def buyers(self):
        stated = self.facts.shop.get((self.first, self.last), {}).get("paid-people")
        if stated is not None and not self.only:
            return figure(whole(stated), "compass")
        rows = [] if self.only else [self.compass.row(day, "paid-people") for day in self.days]
        rows = [row for row in rows if row]
        if not rows:
            return figure("", None, len(self.days))
        total = sum(row["paid-people"] for row in rows)
        return figure(whole(total), "compass", len(self.days) - len(rows), len(rows) > 1)

    def buyer_value(self):
        row = None
        if self.first == self.last:
            row = self.compass.row(self.first, "user-paid", "paid-people")
        row = row or self.facts.shop.get((self.first, self.last))
        if self.only or not row or row.get("user-paid") is None or row.get("paid-people") is None:
            return figure("", None, len(self.days))
        return figure(scaled(row["user-paid"], row["paid-people"] * 100, 2), "compass")

    @cached_property
    def funnel(self):
        return self.chosen(STEPS)

    @cached_property
    def funnel_times(self):
        return self.chosen(TIMES)

    def chosen(self, steps):
        """The steps, missing days and whether they are sums; the source with the most steps."""
        span, only = (self.first, self.last), dict(self.only)
        if len(only) != len(self.only) or set(only) - {"product", "carrier"} or None in only.values():
            return None
        of, carrier = only.get("product"), only.get("carrier")
        listed = (span, of or "全部") + ((carrier,) if carrier else ())
        stated = self.facts.list.get(listed)
        shop = {} if only else self.facts.shop
        people = steps is STEPS
        choices = []
        if stated:
            choices.append(({step: stated.get(step) for step in steps}, 0, False))
        products = [row for key, row in self.facts.list.items() if key[0] == span and len(key) == 2]
        if products and not stated and not only:
            choices.append((added(products, steps), 0, people and len(products) > 1))
        if shop.get(span):
            choices.append(({step: shop[span].get(step) for step in steps}, 0, False))
        key = lambda day: (day, carrier) if carrier else day
        deal = [] if of else [self.facts.deal.get(key(day)) for day in self.days]
        daily = [self.facts.daily.get(((day, day), of)) for day in self.days] if of and not carrier else []
        for rows in ([shop.get((day, day)) for day in self.days], daily, deal):
            rows = [row for row in rows if row]
            if rows:
                choices.append((added(rows, steps), len(self.days) - len(rows), people and len(rows) > 1))
        best = max(choices, key=lambda choice: sum(value is not None for value in choice[0].values()), default=None)
        return best if best and any(value is not None for value in best[0].values()) else None

    def step(self, name, times=False):
        funnel = self.funnel_times if times else self.funnel
        if not funnel:
            return figure("", None)
        steps, missing, upper = funnel
        return figure(whole(steps[name]), "compass", missing, upper)

    def step_rate(self, part, of, times=False):
        funnel = self.funnel_times if times else self.funnel
        if not funnel:
            return figure("", None)
        steps, missing, upper = funnel
        return figure(scaled(steps[part], steps[of], 6), "compass", missing, upper)

    def ad_cost(self):
        total, sources = 0, []
        for day in self.days if not self.only else ():
            row, ads = self.compass.row(day, "cost"), self.compass.ads(day)
            if row:
                total += row["cost"]
                sources.append("compass")
            elif ads:
                total += ads[0]
                sources.append("ads")
        if not sources:
            return figure("", None, len(self.days))
        source = sources[0] if len(set(sources)) == 1 else "mixed"
        return figure(money(total), source, len(self.days) - len(sources))

    def cost_ratio(self):
        rows = [] if self.only else [self.compass.row(day, "cost", "gmv") for day in self.days]
        rows = [row for row in rows if row]
        value = scaled(sum(row["cost"] for row in rows), sum(row["gmv"] for row in rows), 6)
        return figure(value, "compass", len(self.days) - len(rows))

    def roi(self):
        days = [] if self.only else [self.compass.ads(day) for day in self.days]
        # Sales and cost of the same days.
        days = [day for day in days if day and day[1] is not None]
        value = scaled(sum(day[1] for day in days), sum(day[0] for day in days), 2)
        return figure(value, "ads", len(self.days) - len(days))

    def mix(self, products):
        """role → share, by basis."""
        units = defaultdict(lambda: [0, 0])
        for sale in self.worth:
            if sale.unit[0]:
                units[sale.unit][0] += sale.gmv
                units[sale.unit][1] += sale.pieces
        sums = {basis: dict.fromkeys(ROLES, 0) for basis in ("sku", "gmv", "profit")}
        for (product, _), (gmv, pieces) in units.items():
            known = products.get(product, {})
            role = known.get("role", "unset")
            sums["sku"][role] += 1
            sums["gmv"][role] += gmv
            if known.get("cost") is not None:
                sums["profit"][role] += max(0, gmv - known["cost"] * pieces)
        return {
            basis: {role: self.of_orders(scaled(part, sum(parts.values()), 6)) for role, part in parts.items()}
            for basis, parts in sums.items()
        }

    def reasons(self):
        counts = defaultdict(int)
        cases = self.within(self.book.returns)
        for _, name, _, _ in cases:
            counts[name] += 1
        return counts, sum(quality for _, _, quality, _ in cases)


def added(rows, steps):
    sums = {}
    for step in steps:
        known = [row[step] for row in rows if row.get(step) is not None]
        sums[step] = sum(known) if known else None
    return sums


METRICS = {
    "gmv": Reading.gmv,
    "user-paid": Reading.user_paid,
    "net-gmv": lambda r: r.of_orders(money(r.sum("gmv") - r.sum("refund")), True),
    "orders": Reading.order_count,
    "units": lambda r: r.of_orders(whole(sum(sale.pieces for sale in r.worth))),
    "gifts": lambda r: r.of_orders(whole(sum(sale.gmv == 0 for sale in r.sales))),
    "line-value": Reading.line_value,
    "buyers": Reading.buyers,
    "buyer-value": Reading.buyer_value,
    "refund-by-pay": lambda r: r.of_orders(money(r.sum("refund")), True),
    "refund-by-refund": Reading.refund_by_refund,
    "refund-rate": lambda r: r.of_orders(scaled(r.sum("refund"), r.sum("gmv"), 6), True),
    "returns": lambda r: r.of_cases(whole(len(r.within(r.book.returns)))),
    "return-rate": Reading.return_rate,
    "cancelled": lambda r: r.of_orders(whole(r.cancelled), True),
    "cancel-rate": lambda r: r.of_orders(scaled(r.cancelled, r.orders, 6), True),
    "impressions": lambda r: r.step("impressions"),
    "clicks": lambda r: r.step("clicks"),
    "carts": lambda r: r.step("carts"),
    "paid-people": lambda r: r.step("paid-people"),
    "ctr": lambda r: r.step_rate("clicks", "impressions"),
    "cart-rate": lambda r: r.step_rate("carts", "clicks"),
    "click-pay-rate": lambda r: r.step_rate("paid-people", "clicks"),
    "impression-pay-rate": lambda r: r.step_rate("paid-people", "impressions"),
    "impression-times": lambda r: r.step("impression-times", True),
    "click-times": lambda r: r.step("click-times", True),
    "paid-orders": lambda r: r.step("orders", True),
    "ctr-times": lambda r: r.step_rate("click-times", "impression-times", True),
    "click-pay-times": lambda r: r.step_rate("orders", "click-times", True),
    "ship-48h-rate": Reading.ship_rate,
    "due-24h": lambda r: r.pending(lambda at: r.now <= at <= r.now + 86400),
    "overdue": lambda r: r.pending(lambda at: at < r.now),
    "ad-cost": Reading.ad_cost,
    "cost-ratio": Reading.cost_ratio,
    "roi": Reading.roi,
}
# The dimensions whose sales can be told apart here; a new one is one more entry of `Book.dims`.
DIMENSIONS = {
    "product", "creator", "carrier", "channel", "province", "category", "side", "origin", "ad", "price",
}
