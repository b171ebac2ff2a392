// Papa Parse, streaming the file itself: on the page, and in its own worker.

import Papa from 'papaparse';
import { Sums } from './sums.js';

const stream = worker => (file, encoding) => new Promise((done, failed) => {
  const sums = new Sums();
  let headed = false;
  Papa.parse(file, {
    encoding,
    worker,
    skipEmptyLines: true,
    error: failed,
    chunk({ data }) {
      if (!headed) {
        sums.header(data.shift());
        headed = true;
      }
      for (const cells of data) sums.row(cells);
    },
    complete: () => done(sums.answer()),
  });
});

export const modes = { main: stream(false), worker: stream(true) };
