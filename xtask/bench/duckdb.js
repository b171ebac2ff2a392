// DuckDB-WASM, in its worker. It reads UTF-8 files where they lie and knows no GB18030, so those
// are decoded first, as a page that uses it would have to. Every cell is text until it is cast:
// left to guess, it would be slower and no more exact.

import * as duckdb from '@duckdb/duckdb-wasm';

let database;
let connection;
let files = 0;

export async function start() {
  database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker('./duckdb-worker.js'));
  await database.instantiate(new URL('./duckdb.wasm', location.href).href);
  connection = await database.connect();
  await connection.query('select 1');
}

const query = async sql => (await connection.query(sql)).toArray();
const cents = 'cast(sum(payable) * 100 as bigint)';

async function register(name, file, encoding) {
  if (encoding === 'utf-8') {
    const protocol = duckdb.DuckDBDataProtocol.BROWSER_FILEREADER;
    return database.registerFileHandle(name, file, protocol, true);
  }
  const text = new TextDecoder(encoding).decode(await file.arrayBuffer());
  return database.registerFileBuffer(name, new TextEncoder().encode(text));
}

async function sums(file, encoding) {
  const name = `file-${files += 1}.csv`;
  await register(name, file, encoding);
  await query(`create or replace table line as select
    cast("主订单编号" as bigint) as main, cast("子订单编号" as bigint) as sub,
    cast("商品数量" as integer) as units, cast("商品ID" as bigint) as product,
    cast("订单应付金额" as decimal(18, 2)) as payable, "买家留言" as note,
    left("订单提交时间", 10) as day, coalesce(trim("支付完成时间"), '') not in ('', '-') as paid,
    "流量体裁" as carrier, "售后状态" as after_sale
    from read_csv('${name}', header=true, delim=',', quote='"', escape='"', all_varchar=true)`);
  const [total] = await query(`select count(*) as rows, count(distinct sub) as lines,
    count(*) filter (contains(note, chr(10))) as notes from line`);
  const days = await query(`select day, ${cents} as cents, count(distinct main) as orders
    from line where paid group by day`);
  const products = await query(`select product, cast(sum(units) as bigint) as units,
    ${cents} as cents from line where paid group by product`);
  const carriers = await query(`select carrier, ${cents} as cents from line where paid
    group by carrier`);
  const afterSales = await query('select after_sale, count(*) as rows from line group by after_sale');
  await query('drop table line');
  await database.dropFile(name);
  return {
    rows: Number(total.rows),
    lines: Number(total.lines),
    notes: Number(total.notes),
    days: table(days, it => [it.day, [Number(it.cents), Number(it.orders)]]),
    products: table(products, it => [it.product, [Number(it.units), Number(it.cents)]]),
    carriers: table(carriers, it => [it.carrier, Number(it.cents)]),
    afterSales: table(afterSales, it => [it.after_sale, Number(it.rows)]),
  };
}

const table = (rows, entry) => Object.fromEntries(rows.map(entry));

export const modes = { all: sums };
