-- 店盘 figures.sql: the figures of 店盘, from its own tables, in DuckDB.
--
-- from_day 和 to_day 都含当天；改日期：SET VARIABLE from_day = DATE '2026-11-01'，再查一次就行。
-- Both days are inclusive; SET VARIABLE changes them, and every view follows.
--   FROM figures            metric, value, missing（没有数据的天数 · days without data）
--   FROM by_day             每天 · each day
--   FROM by_product         这段日期里每个商品 · each product over the days
--   FROM mix_share          货盘占比 · the shares of the roles
--   FROM returns_by_reason  售后原因 · return cases by reason
-- value 为空 = 没有文件能给出，或分母是 0 · empty: no file gives it, or its whole is 0
-- 钱按分算，全是整数，四舍五入 · money in whole 分, half up

CREATE OR REPLACE MACRO facts(name) AS TABLE
SELECT * FROM read_csv(name || '.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');
CREATE OR REPLACE MACRO cents(yuan) AS CAST(CAST(yuan AS DECIMAL(18, 2)) * 100 AS BIGINT);
CREATE OR REPLACE MACRO yuan(cents) AS CAST(CAST(cents AS DECIMAL(28, 0)) * 0.01 AS DECIMAL(38, 6));
CREATE OR REPLACE MACRO half_up(part, whole) AS
  sign(part) * sign(whole) * ((2 * abs(part) + abs(whole)) // nullif(2 * abs(whole), 0));
CREATE OR REPLACE MACRO rate(part, whole) AS
  CAST(CAST(half_up(CAST(part AS HUGEINT) * 1000000, whole) AS DECIMAL(28, 0)) * 0.000001 AS DECIMAL(38, 6));
-- 有这么多天的数据才有数 · a value, given that so many days have data
CREATE OR REPLACE MACRO given(days, value) AS CASE WHEN days > 0 THEN value END;
-- 一行的来源文件里有没有这一列 · whether some file of a row has the column
CREATE OR REPLACE MACRO has(absent, name) AS NOT list_contains(string_split(coalesce(absent, ''), ' '), name);
-- 在问的日期里 · among the days that are asked about
CREATE OR REPLACE MACRO asked(day) AS day BETWEEN getvariable('from_day') AND getvariable('to_day');
CREATE OR REPLACE MACRO days_between(a, b) AS unnest(generate_series(CAST(a AS DATE), CAST(b AS DATE), INTERVAL 1 DAY));

-- 覆盖 · Coverage: 覆盖了而没有行 = 0；没覆盖 = 不知道。
CREATE OR REPLACE TABLE covered AS
SELECT kind, CAST(days_between("from", "to") AS DATE) AS day FROM facts('coverage');

-- 版本 · Version: 导出时间，相同时看内容
CREATE OR REPLACE TABLE version AS SELECT source, exported || hash AS version FROM facts('sources');

-- 售后单 · After-sale cases.
--   退款 · refund: 类型不是换货、补寄、维修，且状态是已退款；文件没有状态列时，有退款或到账时间就算。
--   退货 · return: 类型也不是价保，且没有关闭或拒绝。
CREATE OR REPLACE TABLE aftersale AS
SELECT "case", "order", line, product, reason, version,
  CAST(CAST(applied AS TIMESTAMP) AS DATE) AS applied_day,
  CAST(coalesce(refunded, credited, finished) AS TIMESTAMP) AS money_back,
  coalesce(cents("refund-goods"), 0) + coalesce(cents("refund-freight"), 0) AS amount,
  coalesce(type, '') NOT IN ('换货', '补寄', '维修') AS moves_money,
  coalesce(status, '') IN ('售后关闭', '拒绝售后', '拒绝售后申请') AS closed,
  moves_money AND CASE WHEN has(absent, 'status')
    THEN coalesce(status, '') IN ('同意退款,退款成功', '售后成功', '退款成功')
    ELSE coalesce(refunded, credited) IS NOT NULL END AS done,
  moves_money AND coalesce(type, '') <> '价保' AND NOT closed AS is_return
FROM facts('aftersales') JOIN version USING (source);

-- 订单行 · Order lines. 订单维度的行，若同一订单另有商品维度的行，就不再算。
--   gmv = 订单应付金额 + 平台实际承担优惠金额 + 达人实际承担优惠金额
CREATE OR REPLACE TABLE line AS
WITH orders AS (FROM facts('orders')),
  split AS (SELECT DISTINCT "order" FROM orders WHERE joined IS NULL AND "order" IS NOT NULL)
SELECT o.line, o."order", o.joined IS NOT NULL AS by_order,
  -- 订单的号常和它第一个子订单一样 · an order often has the number of its first line
  concat(o.line, CASE WHEN by_order THEN ' all' END) AS id, coalesce(CAST(o.joined AS BIGINT), 1) AS counts,
  coalesce(o.product, o.code, o.title) AS product,
  CASE WHEN o.product IS NOT NULL THEN o.sku END AS sku,
  o.title, o.creator, o.carrier, o.channel, o.province, o.absent, version,
  coalesce(cents(payable), 0) AS payable,
  coalesce(cents(payable), 0) + coalesce(cents("platform-part"), 0) + coalesce(cents("creator-part"), 0) AS gmv,
  coalesce(CAST(units AS BIGINT), 0) AS units, cents(refund) AS stated,
  CAST(placed AS TIMESTAMP) AS placed, CAST(paid AS TIMESTAMP) AS paid, CAST(shipped AS TIMESTAMP) AS shipped,
  CAST(promised AS TIMESTAMP) AS promised, CAST(booked AS TIMESTAMP) AS booked, CAST(exported AS TIMESTAMP) AS exported,
  coalesce(status, '') AS status, coalesce("order-type", '') AS order_type, coalesce("after-sale", '') AS after_sale
FROM orders o JOIN version USING (source) LEFT JOIN split ON split."order" = o."order"
WHERE o.joined IS NULL OR split."order" IS NULL;

-- 哪些售后单属于哪一行 · The cases of each line.
CREATE OR REPLACE TABLE matched AS
SELECT l.id AS of_line, a.* FROM line l JOIN aftersale a ON a.line = l.line WHERE NOT l.by_order
UNION ALL
SELECT l.id, a.* FROM line l JOIN aftersale a ON a."order" = l."order" WHERE l.by_order;

-- 一行的退款 · What is refunded of a line: gmv × 退回 ÷ 应付，退满应付 = 整行 gmv
CREATE OR REPLACE MACRO refund_of(gmv, given, payable) AS
  CASE WHEN given >= payable THEN gmv ELSE coalesce(half_up(CAST(gmv AS HUGEINT) * given, payable), 0) END;

-- 已付行 · Paid lines, dated by 支付完成时间.
--   文件没有支付完成时间：待支付、待确认不算，已关闭而没有退款的不算，其余按订单提交时间（近似）。
--   有完成的售后单，按单上的钱；没有时按文件写的退款金额，再没有时按订单的售后状态估整行（近似）；
--   较新的售后文件里有没完成的单，估的就不算。
--   发货前退款 · cancelled: 首笔退款早于发货，或退了款还没发货；
--   48 小时发货 · shipped_in_time: 空 = 不计入：赠品、预约、虚拟商品、发货前退款、导出时还不满 48 小时。
CREATE OR REPLACE TABLE sale AS
WITH cases AS (
  SELECT of_line AS id, count(*) FILTER (done) AS refunds, sum(amount) FILTER (done) AS given,
    min(money_back) FILTER (done) AS first_back, max(version) FILTER (moves_money) AS newest_case,
    bool_or(is_return) AS returned, bool_or(moves_money AND NOT closed) AS alive
  FROM matched GROUP BY of_line),
known AS (
  SELECT l.*, first_back, coalesce(returned, false) AS returned, coalesce(refunds, 0) AS refunds, given,
    after_sale IN ('退款成功', '已全额退款', '同意退款,退款成功', '退货成功') AS says_refunded,
    coalesce(newest_case > version, false) AS overruled,
    coalesce(alive, false) OR after_sale NOT IN ('', '售后关闭', '换货成功') OR coalesce(stated > 0, false) AS touched,
    CASE WHEN has(absent, 'paid') THEN paid
      WHEN status IN ('待支付', '待确认') THEN NULL
      WHEN status = '已关闭' AND NOT (says_refunded OR coalesce(refunds, 0) > 0 OR coalesce(stated > 0, false)) THEN NULL
      ELSE placed END AS paid_at
  FROM line l LEFT JOIN cases USING (id)),
settled AS (
  SELECT *, CASE WHEN refunds > 0 THEN refund_of(gmv, given, payable)
      WHEN overruled THEN 0
      WHEN stated > 0 THEN CASE WHEN payable > 0 THEN refund_of(gmv, stated, payable) ELSE stated END
      WHEN says_refunded THEN gmv ELSE 0 END AS refund
  FROM known WHERE paid_at IS NOT NULL)
SELECT * EXCLUDE (paid), gmv > 0 AND coalesce(first_back < coalesce(shipped, 'infinity'), refund <> 0 AND shipped IS NULL) AS cancelled,
  CAST(paid_at AS DATE) AS day,
  CAST(paid_at AS DATE) IN (SELECT day FROM covered WHERE kind = 'orders') AS counted,
  CASE WHEN gmv > 0 AND NOT cancelled AND booked IS NULL AND NOT regexp_matches(order_type, '虚拟|电子券|核销')
      AND paid_at + INTERVAL 48 HOUR <= exported
    THEN coalesce(shipped BETWEEN paid_at AND paid_at + INTERVAL 48 HOUR, false) END AS shipped_in_time
FROM settled;

-- 找到订单行的售后单 · Cases whose line is known, paid by its file or not: they belong to its product.
CREATE OR REPLACE TABLE owned AS
SELECT m."case", m.of_line, m.done, m.amount, m.money_back, l.product, l.gmv, l.payable
FROM matched m JOIN line l ON l.id = m.of_line;

-- 退款事件 · Money given back, by 商家退款 → 用户到账 → 售后完结 时间; 一行几次退款，每次算累计的增量。
CREATE OR REPLACE TABLE refunded AS
WITH running AS (
  SELECT "case", of_line, product, money_back, refund_of(gmv, sum(amount) OVER before, payable) AS total FROM owned WHERE done
  WINDOW before AS (PARTITION BY of_line ORDER BY money_back NULLS LAST, length("case"), "case" ROWS UNBOUNDED PRECEDING)),
rise AS (
  SELECT "case", product, total - lag(total, 1, 0) OVER (
    PARTITION BY of_line ORDER BY money_back NULLS LAST, length("case"), "case") AS amount FROM running)
SELECT "case", CAST(a.money_back AS DATE) AS day,
  CASE WHEN r.amount IS NULL THEN a.amount ELSE r.amount END AS amount,
  CASE WHEN r.amount IS NULL THEN a.product ELSE r.product END AS product
FROM aftersale a LEFT JOIN rise r USING ("case")
WHERE a.done AND CAST(a.money_back AS DATE) IN (SELECT day FROM covered WHERE kind = 'aftersales');

-- 退货 · Return cases by 售后申请时间, with the class of their reason: the first that matches.
CREATE OR REPLACE TABLE returned AS
WITH worded AS (
  SELECT "case", applied_day AS day, CASE WHEN o.of_line IS NULL THEN a.product ELSE o.product END AS product,
    regexp_replace(replace(coalesce(reason, ''), '/', ''), '\(商品品质原因\)$', '') AS reason
  FROM aftersale a LEFT JOIN owned o USING ("case")
  WHERE is_return AND applied_day IN (SELECT day FROM covered WHERE kind = 'aftersales'))
SELECT *, CASE WHEN regexp_matches(reason, '不符') THEN 'mismatch'
    WHEN regexp_matches(reason, '少件|漏发|发错|空包裹') THEN 'wrong-or-missing'
    WHEN regexp_matches(reason, '破损|包装|物流|快递|送达|丢件') THEN 'logistics'
    WHEN regexp_matches(reason, '质量|瑕疵|做工|假冒|品质') THEN 'quality'
    WHEN regexp_matches(reason, '未按约定|缺货|发货慢') THEN 'late'
    WHEN regexp_matches(reason, '买贵|降价|价差') THEN 'price'
    WHEN regexp_matches(reason, '不想要|错拍|多拍|拍错|不喜欢|尺码|无理由|填写错误|不合适|效果不好') THEN 'unwanted'
    WHEN regexp_matches(reason, '协商|退运费|其他') THEN 'other'
    ELSE 'unknown' END AS class
FROM worded;

-- 罗盘 · Compass. scope 1 = 自助取数 店铺, 3 = 商品列表, 4 = 成交分析 (全部, 不限).
CREATE OR REPLACE TABLE compass AS
SELECT CAST(scope AS INTEGER) AS scope, CAST("from" AS DATE) AS first, CAST("to" AS DATE) AS last, product,
  cents(gmv) AS gmv, cents("user-paid") AS user_paid, CAST(orders AS BIGINT) AS orders, CAST(buyers AS BIGINT) AS buyers,
  CAST(impressions AS BIGINT) AS impressions, CAST(clicks AS BIGINT) AS clicks, CAST(carts AS BIGINT) AS carts,
  CAST("impression-times" AS BIGINT) AS impression_times, CAST("click-times" AS BIGINT) AS click_times,
  cents("ad-cost") AS ad_cost
FROM facts('compass')
WHERE scope = '1' OR (scope IN ('3', '4') AND carrier IS NULL AND side IS NULL);

-- 每天一个数，自助取数优先，再成交分析；要两个数相除时，取同一行都有的。
CREATE OR REPLACE VIEW compass_day AS
SELECT first AS day, arg_min(gmv, scope) AS gmv, arg_min(user_paid, scope) AS user_paid,
  arg_min(orders, scope) AS orders, arg_min(buyers, scope) AS buyers, arg_min(ad_cost, scope) AS ad_cost,
  arg_min(CASE WHEN orders IS NOT NULL THEN gmv END, scope) AS line_gmv,
  arg_min(CASE WHEN gmv IS NOT NULL THEN orders END, scope) AS line_orders,
  arg_min(CASE WHEN gmv IS NOT NULL THEN ad_cost END, scope) AS ratio_cost,
  arg_min(CASE WHEN ad_cost IS NOT NULL THEN gmv END, scope) AS ratio_gmv
FROM compass WHERE scope IN (1, 4) AND first = last GROUP BY first;

-- 千川 · Ads: 每天只取一种报表：抖音号(7)，再直播(4)，再商品(3)；某行没写成交，这天就没有 ROI。
CREATE OR REPLACE VIEW ad_day AS
WITH reports AS (
  SELECT CAST("from" AS DATE) AS day, CAST(scope AS INTEGER) AS scope, sum(cents(cost)) AS cost,
    CASE WHEN count(gmv) = count(*) THEN sum(cents(gmv)) END AS gmv
  FROM facts('ads') WHERE scope IN ('7', '4', '3') AND "from" = "to" AND cost IS NOT NULL GROUP BY ALL)
FROM reports QUALIFY scope = max(scope) OVER (PARTITION BY day);

-- 漏斗 · Funnel, by 人数 and by 次数 (whose last step is the orders): 整个漏斗一个来源：正好这段日期的一行，否则各天相加（人数是上限）；
-- 步骤最多的来源，再按 商品列表、自助取数、成交分析。正好这段日期但什么步骤都没写的行不算。
CREATE OR REPLACE VIEW funnel AS
WITH counted AS (
  SELECT 'people' AS counting, scope, first, last, product, impressions AS seen, clicks AS opened, carts AS kept, buyers AS paid FROM compass
  UNION ALL SELECT 'times', scope, first, last, product, impression_times, click_times, NULL, orders FROM compass),
hits AS (
  SELECT *, coalesce(seen, opened, kept, paid) IS NOT NULL AS says,
    first = getvariable('from_day') AND last = getvariable('to_day') AND (says OR scope = 3) AS exact
  FROM counted WHERE exact OR (scope <> 3 AND first = last AND asked(first))),
taken AS (
  FROM hits QUALIFY exact = bool_or(exact) OVER (PARTITION BY counting, scope)
    AND (scope <> 3 OR (product IS NULL AND says) OR NOT bool_or(product IS NULL AND says) OVER (PARTITION BY counting, scope)))
SELECT counting, sum(seen) AS seen, sum(opened) AS opened, sum(kept) AS kept, sum(paid) AS paid,
  CASE WHEN bool_or(exact) THEN 0 ELSE getvariable('to_day') - getvariable('from_day') + 1 - count(*) END AS missing
FROM taken GROUP BY counting, scope
QUALIFY 1 = row_number() OVER (PARTITION BY counting
  ORDER BY (count(seen) > 0)::INT + (count(opened) > 0)::INT + (count(kept) > 0)::INT + (count(paid) > 0)::INT DESC,
    list_position([3, 1, 4], scope));

-- 按日汇总 · Rolled-up months: 老月份的明细换成了每天的合计，有售后的订单还留着明细。
CREATE OR REPLACE TABLE rolled AS
SELECT CAST(day AS DATE) AS day, product, title, cents(gmv) AS gmv, cents("user-paid") AS user_paid,
  CAST(orders AS BIGINT) AS orders, CAST(units AS BIGINT) AS units, CAST(gifts AS BIGINT) AS gifts,
  CAST("in-time" AS BIGINT) AS in_time, CAST(judged AS BIGINT) AS judged
FROM facts('rollups') WHERE CAST(lines AS BIGINT) > 0;
-- 没有全部明细的日子 · days whose lines are not all there
CREATE OR REPLACE TABLE rolled_day AS
SELECT day FROM rolled
UNION SELECT CAST(days_between(month, CAST(month AS DATE) + INTERVAL 1 MONTH - INTERVAL 1 DAY) AS DATE) FROM facts('rollups');

-- 赠品行 · a gift is a paid line of nothing; 订单数和件数只算 gmv > 0 的行。
CREATE OR REPLACE VIEW part AS
SELECT day, product, sum(gmv) AS gmv, sum(payable) AS user_paid, sum(refund) AS refund,
  sum(counts) FILTER (gmv > 0) AS orders, sum(units) FILTER (gmv > 0) AS units,
  count(*) FILTER (gmv <= 0 AND refund = 0) AS gifts, count(*) FILTER (gmv > 0 AND returned) AS returned,
  sum(counts) FILTER (cancelled) AS cancelled,
  count(*) FILTER (shipped_in_time) AS in_time, count(shipped_in_time) AS judged
FROM sale WHERE counted GROUP BY day, product
UNION ALL
SELECT day, product, gmv, user_paid, 0, orders, units, gifts, 0, 0, in_time, judged
FROM rolled WHERE day IN (SELECT day FROM covered WHERE kind = 'orders');

CREATE OR REPLACE VIEW named AS
SELECT product, title, placed FROM line UNION ALL SELECT product, title, day FROM rolled;

CREATE OR REPLACE VIEW day_sum AS
SELECT day, sum(gmv) AS gmv, sum(user_paid) AS user_paid, sum(refund) AS refund, sum(orders) AS orders, sum(units) AS units,
  sum(gifts) AS gifts, sum(returned) AS returned, sum(cancelled) AS cancelled, sum(in_time) AS in_time, sum(judged) AS judged
FROM part GROUP BY day;

CREATE OR REPLACE VIEW figures AS
WITH days AS (
  SELECT CAST(days_between(getvariable('from_day'), getvariable('to_day')) AS DATE) AS day),
d AS (
  SELECT days.day, day IN (SELECT day FROM covered WHERE kind = 'orders') AS by_orders,
    day IN (SELECT day FROM covered WHERE kind = 'aftersales') AS by_cases,
    c.* EXCLUDE (day), a.cost AS ads_cost, a.gmv AS ads_gmv
  FROM days LEFT JOIN compass_day c USING (day) LEFT JOIN ad_day a USING (day)),
-- 来源 · Source: 订单覆盖的日子用订单，其余用罗盘，同一天不相加 · orders where they cover a day, else 罗盘
n AS (
  SELECT count(*) AS len, count(*) FILTER (by_orders) AS order_days, count(*) FILTER (by_cases) AS case_days,
    coalesce(sum(gmv) FILTER (NOT by_orders), 0) AS gmv, count(gmv) FILTER (NOT by_orders) AS gmv_days,
    coalesce(sum(user_paid) FILTER (NOT by_orders), 0) AS paid, count(user_paid) FILTER (NOT by_orders) AS paid_days,
    coalesce(sum(orders) FILTER (NOT by_orders), 0) AS orders, count(orders) FILTER (NOT by_orders) AS orders_days,
    coalesce(sum(line_gmv) FILTER (NOT by_orders), 0) AS line_gmv, count(line_gmv) FILTER (NOT by_orders) AS line_days,
    coalesce(sum(line_orders) FILTER (NOT by_orders), 0) AS line_orders,
    sum(buyers) AS buyers, count(buyers) AS buyers_days,
    sum(coalesce(ad_cost, ads_cost)) AS cost, count(coalesce(ad_cost, ads_cost)) AS cost_days,
    sum(ratio_cost) AS ratio_cost, sum(ratio_gmv) AS ratio_gmv, count(ratio_cost) AS ratio_days,
    sum(ads_cost) FILTER (ads_gmv IS NOT NULL) AS roi_cost, sum(ads_gmv) AS roi_gmv, count(ads_gmv) AS roi_days
  FROM d),
t AS (
  SELECT coalesce(sum(gmv), 0) AS gmv, coalesce(sum(user_paid), 0) AS paid, coalesce(sum(refund), 0) AS refund,
    coalesce(sum(orders), 0) AS orders, coalesce(sum(units), 0) AS units, coalesce(sum(gifts), 0) AS gifts,
    coalesce(sum(returned), 0) AS returned, coalesce(sum(cancelled), 0) AS cancelled, coalesce(sum(in_time), 0) AS in_time, coalesce(sum(judged), 0) AS judged
  FROM day_sum WHERE asked(day)),
-- 正好这段日期的一行 · a row that states exactly these days
x AS (
  SELECT arg_min(buyers, scope) AS buyers, arg_min(CASE WHEN buyers IS NOT NULL THEN user_paid END, scope) AS value_paid,
    arg_min(CASE WHEN user_paid IS NOT NULL THEN buyers END, scope) AS value_buyers
  FROM compass WHERE scope IN (1, 4) AND first = getvariable('from_day') AND last = getvariable('to_day')),
r AS (
  SELECT (SELECT coalesce(sum(amount), 0) FROM refunded WHERE asked(day)) AS refund,
    (SELECT count(*) FROM returned WHERE asked(day)) AS returns),
-- 待发货 · Waiting: 已付、待发货、没有发货时间、没有退款完成或进行中 · paid, unshipped, no refund done or open
w AS (
  SELECT (SELECT count(*) > 0 FROM facts('sources') WHERE family = 'orders' AND state = 'live') AS known,
    count(*) FILTER (promised >= getvariable('now') AND promised <= getvariable('now') + INTERVAL 24 HOUR) AS due,
    count(*) FILTER (promised < getvariable('now')) AS overdue
  FROM sale WHERE status IN ('待发货', '备货中', '部分发货') AND shipped IS NULL AND NOT touched),
p AS (SELECT * FROM (SELECT 1) LEFT JOIN funnel ON counting = 'people'),
k AS (SELECT * FROM (SELECT 1) LEFT JOIN funnel ON counting = 'times')
SELECT unnest([
  {'metric': 'gmv', 'value': given(order_days + gmv_days, yuan(t.gmv + n.gmv)), 'missing': len - order_days - gmv_days},
  {'metric': 'user-paid', 'value': given(order_days + paid_days, yuan(t.paid + n.paid)), 'missing': len - order_days - paid_days},
  {'metric': 'net-gmv', 'value': given(order_days, yuan(t.gmv - t.refund)), 'missing': len - order_days},
  {'metric': 'orders', 'value': given(order_days + orders_days, t.orders + n.orders), 'missing': len - order_days - orders_days},
  {'metric': 'units', 'value': given(order_days, t.units), 'missing': len - order_days},
  {'metric': 'gifts', 'value': given(order_days, t.gifts), 'missing': len - order_days},
  {'metric': 'line-value', 'value': given(order_days + line_days, yuan(half_up(t.gmv + line_gmv, t.orders + line_orders))), 'missing': len - order_days - line_days},
  {'metric': 'buyers', 'value': coalesce(x.buyers, n.buyers), 'missing': CASE WHEN x.buyers IS NULL THEN len - buyers_days ELSE 0 END},
  {'metric': 'buyer-value', 'value': yuan(half_up(value_paid, value_buyers)), 'missing': 0},
  {'metric': 'refund-by-pay', 'value': given(order_days, yuan(t.refund)), 'missing': len - order_days},
  {'metric': 'refund-by-refund', 'value': given(case_days, yuan(r.refund)), 'missing': len - case_days},
  {'metric': 'refund-rate', 'value': given(order_days, rate(t.refund, t.gmv)), 'missing': len - order_days},
  {'metric': 'returns', 'value': given(case_days, r.returns), 'missing': len - case_days},
  {'metric': 'return-rate', 'value': given(least(case_days, order_days), rate(t.returned, t.orders)), 'missing': CASE WHEN case_days > 0 THEN len - order_days ELSE len END},
  {'metric': 'cancelled', 'value': given(order_days, t.cancelled), 'missing': len - order_days},
  {'metric': 'cancel-rate', 'value': given(order_days, rate(t.cancelled, t.orders)), 'missing': len - order_days},
  {'metric': 'impressions', 'value': p.seen, 'missing': CASE WHEN p.seen IS NULL THEN len ELSE p.missing END},
  {'metric': 'clicks', 'value': p.opened, 'missing': CASE WHEN p.opened IS NULL THEN len ELSE p.missing END},
  {'metric': 'carts', 'value': p.kept, 'missing': CASE WHEN p.kept IS NULL THEN len ELSE p.missing END},
  {'metric': 'paid-people', 'value': p.paid, 'missing': CASE WHEN p.paid IS NULL THEN len ELSE p.missing END},
  {'metric': 'ctr', 'value': rate(p.opened, p.seen), 'missing': CASE WHEN p.opened + p.seen IS NULL THEN len ELSE p.missing END},
  {'metric': 'cart-rate', 'value': rate(p.kept, p.opened), 'missing': CASE WHEN p.kept + p.opened IS NULL THEN len ELSE p.missing END},
  {'metric': 'click-pay-rate', 'value': rate(p.paid, p.opened), 'missing': CASE WHEN p.paid + p.opened IS NULL THEN len ELSE p.missing END},
  {'metric': 'impression-pay-rate', 'value': rate(p.paid, p.seen), 'missing': CASE WHEN p.paid + p.seen IS NULL THEN len ELSE p.missing END},
  {'metric': 'impression-times', 'value': k.seen, 'missing': CASE WHEN k.seen IS NULL THEN len ELSE k.missing END},
  {'metric': 'click-times', 'value': k.opened, 'missing': CASE WHEN k.opened IS NULL THEN len ELSE k.missing END},
  {'metric': 'paid-orders', 'value': k.paid, 'missing': CASE WHEN k.paid IS NULL THEN len ELSE k.missing END},
  {'metric': 'ctr-times', 'value': rate(k.opened, k.seen), 'missing': CASE WHEN k.opened + k.seen IS NULL THEN len ELSE k.missing END},
  {'metric': 'click-pay-times', 'value': rate(k.paid, k.opened), 'missing': CASE WHEN k.paid + k.opened IS NULL THEN len ELSE k.missing END},
  {'metric': 'ship-48h-rate', 'value': given(order_days, rate(t.in_time, t.judged)), 'missing': len - order_days},
  {'metric': 'due-24h', 'value': CASE WHEN w.known THEN due END, 'missing': 0},
  {'metric': 'overdue', 'value': CASE WHEN w.known THEN overdue END, 'missing': 0},
  {'metric': 'ad-cost', 'value': yuan(n.cost), 'missing': len - cost_days},
  {'metric': 'cost-ratio', 'value': rate(ratio_cost, ratio_gmv), 'missing': len - ratio_days},
  {'metric': 'roi', 'value': yuan(half_up(roi_gmv * 100, roi_cost)), 'missing': len - roi_days}
], recursive := true)
FROM n, t, x, r, w, p, k;

-- 每天 · Each day that orders or 罗盘 speak of; source says which.
CREATE OR REPLACE VIEW by_day AS
SELECT day, CASE WHEN c.day IS NOT NULL THEN 'orders' ELSE 'compass' END AS source,
  yuan(CASE WHEN c.day IS NOT NULL THEN coalesce(s.gmv, 0) ELSE m.gmv END) AS gmv,
  yuan(CASE WHEN c.day IS NOT NULL THEN coalesce(s.user_paid, 0) ELSE m.user_paid END) AS user_paid,
  CASE WHEN c.day IS NOT NULL THEN coalesce(s.orders, 0) ELSE m.orders END AS orders,
  CASE WHEN c.day IS NOT NULL THEN coalesce(s.units, 0) END AS units,
  CASE WHEN c.day IS NOT NULL THEN yuan(coalesce(s.refund, 0)) END AS refund_by_pay,
  CASE WHEN c.day IS NOT NULL THEN yuan(coalesce(s.gmv - s.refund, 0)) END AS net_gmv
FROM (SELECT day FROM covered WHERE kind = 'orders') c
FULL JOIN compass_day m USING (day) LEFT JOIN day_sum s USING (day)
ORDER BY day;

-- 每个商品 · Each product over the days.
CREATE OR REPLACE VIEW by_product AS
SELECT product, (SELECT arg_max(title, placed) FROM named n WHERE n.product = s.product) AS title,
  yuan(sum(gmv)) AS gmv, yuan(sum(user_paid)) AS user_paid, yuan(sum(gmv) - sum(refund)) AS net_gmv,
  coalesce(sum(orders), 0) AS orders, coalesce(sum(units), 0) AS units,
  yuan(sum(refund)) AS refund_by_pay, rate(sum(refund), sum(gmv)) AS refund_rate,
  CASE WHEN EXISTS (FROM covered WHERE kind = 'aftersales' AND asked(day)) THEN rate(sum(returned), sum(orders)) END AS return_rate
FROM part s WHERE asked(day)
GROUP BY product ORDER BY gmv DESC;

-- 货盘占比 · Mix: 商品 + 规格算一个单位，角色属于商品；profit 只算知道成本的，亏的按 0；按日汇总的日子没有规格，不算。
CREATE OR REPLACE VIEW mix_share AS
WITH unit AS (
  SELECT product, sku, sum(gmv) AS gmv, sum(units) AS pieces FROM sale
  WHERE counted AND gmv > 0 AND product IS NOT NULL AND asked(day) AND day NOT IN (FROM rolled_day)
  GROUP BY product, sku),
role AS (
  SELECT coalesce(r.role, 'unset') AS role, count(*) AS sku, sum(gmv) AS gmv,
    coalesce(sum(greatest(gmv - cents(cost) * pieces, 0)) FILTER (cost IS NOT NULL), 0) AS profit
  FROM unit LEFT JOIN facts('roles') r USING (product) GROUP BY ALL),
weight AS (UNPIVOT (SELECT k.role, coalesce(sku, 0)::HUGEINT AS sku, coalesce(gmv, 0)::HUGEINT AS gmv, coalesce(profit, 0)::HUGEINT AS profit
  FROM (SELECT unnest(['traffic', 'profit', 'image', 'unset']) AS role) k LEFT JOIN role USING (role))
  ON sku, gmv, profit INTO NAME basis VALUE weight)
SELECT basis, role, rate(weight, sum(weight) OVER (PARTITION BY basis)) AS value FROM weight;

CREATE OR REPLACE VIEW returns_by_reason AS
SELECT class, count(*) AS cases FROM returned
WHERE asked(day) GROUP BY class ORDER BY cases DESC;
