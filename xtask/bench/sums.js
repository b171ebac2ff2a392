// The sums that every contender must come to. Libraries that only split share this way of adding
// up; DuckDB and 店盘's reader add up their own way.

export const COLUMNS = [
  '主订单编号', '子订单编号', '商品数量', '商品ID', '订单应付金额',
  '买家留言', '订单提交时间', '支付完成时间', '流量体裁', '售后状态',
];

export class Sums {
  rows = 0;
  notes = 0;
  lines = new Set();
  orders = new Set();
  days = new Map();
  products = new Map();
  carriers = new Map();
  afterSales = new Map();

  header(names) {
    this.places = COLUMNS.map(column => {
      const place = names.indexOf(column);
      if (place < 0) throw new Error(`no column ${column}`);
      return place;
    });
  }

  row(cells) {
    const [order, line, units, product, payable, note, placed, paid, carrier, afterSale] =
      this.places.map(place => cells[place]);
    this.rows += 1;
    this.lines.add(line.trim());
    // A line break inside a cell: only a reader that honours quotes sees it.
    if (note.includes('\n')) this.notes += 1;
    this.afterSales.set(afterSale, (this.afterSales.get(afterSale) ?? 0) + 1);
    if (isBlank(paid)) return;
    const cents = Math.round(Number(payable) * 100);
    const day = slot(this.days, placed.slice(0, 10));
    day[0] += cents;
    if (!this.orders.has(order.trim())) {
      this.orders.add(order.trim());
      day[1] += 1;
    }
    const sold = slot(this.products, product.trim());
    sold[0] += Number(units);
    sold[1] += cents;
    this.carriers.set(carrier, (this.carriers.get(carrier) ?? 0) + cents);
  }

  answer() {
    return {
      rows: this.rows,
      lines: this.lines.size,
      notes: this.notes,
      days: Object.fromEntries(this.days),
      products: Object.fromEntries(this.products),
      carriers: Object.fromEntries(this.carriers),
      afterSales: Object.fromEntries(this.afterSales),
    };
  }
}

// The export writes a dash into a cell that has nothing to say.
const isBlank = text => text.trim() === '' || text.trim() === '-';

function slot(map, key) {
  let found = map.get(key);
  if (!found) map.set(key, found = [0, 0]);
  return found;
}

export async function textOf(file, encoding) {
  return new TextDecoder(encoding).decode(await file.arrayBuffer());
}
