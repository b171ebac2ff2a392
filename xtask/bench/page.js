// The page in which a contender runs, on the file that the driver put into the file field.

const name = new URLSearchParams(location.search).get('contender');
const contender = await import(`./${name}.js`);
await contender.start?.();
// Milliseconds from the navigation until the contender could take a file.
window.ready = performance.now();

window.measure = async (mode, encoding) => {
  const [file] = document.querySelector('input').files;
  await probe.rest();
  probe.begin();
  const began = performance.now();
  const answer = await contender.modes[mode](file, encoding);
  const ms = performance.now() - began;
  await probe.rest();
  return { ms, block: probe.longest(), answer };
};
