// uDSV without types, which would turn 19-digit ids into doubles: the whole text, and a stream.

import { inferSchema, initParser } from 'udsv';
import { Sums, textOf } from './sums.js';

function headed(parser) {
  const sums = new Sums();
  sums.header(parser.schema.cols.map(column => column.name));
  return sums;
}

async function whole(file, encoding) {
  const text = await textOf(file, encoding);
  const parser = initParser(inferSchema(text));
  const sums = headed(parser);
  for (const cells of parser.stringArrs(text)) sums.row(cells);
  return sums.answer();
}

async function stream(file, encoding) {
  let parser;
  let sums;
  const add = cells => { sums.row(cells); };
  const reader = file.stream().pipeThrough(new TextDecoderStream(encoding)).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    if (!parser) {
      parser = initParser(inferSchema(value));
      sums = headed(parser);
    }
    parser.chunk(value, parser.stringArrs, add);
  }
  parser.end();
  return sums.answer();
}

export const modes = { whole, stream };
