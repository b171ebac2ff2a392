// d3-dsv: the whole text, row by row, so that no row is kept.

import { csvParseRows } from 'd3-dsv';
import { Sums, textOf } from './sums.js';

async function whole(file, encoding) {
  const sums = new Sums();
  csvParseRows(await textOf(file, encoding), (cells, place) => {
    if (place === 0) sums.header(cells);
    else sums.row(cells);
    return null;
  });
  return sums.answer();
}

export const modes = { whole };
