// 店盘's own reader, alone: `reader.rs` as wasm. The file goes in as a drop, as it does in the app.

import load, { read_orders } from './reader-glue.js';

export async function start() {
  await load({ module_or_path: new URL('./reader.wasm', location.href) });
}

async function read(file) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  return JSON.parse(await read_orders(new DragEvent('drop', { dataTransfer })));
}

export const modes = { page: read };
