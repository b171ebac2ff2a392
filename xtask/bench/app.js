// Watches the app through the hooks of its contract: when it was ready, how long an import took
// and how long the page was deaf during it. Runs before any script of the app.

window.watch = (() => {
  const all = css => [...document.querySelectorAll(css)];
  const one = css => document.querySelector(css);
  const root = () => document.documentElement?.dataset ?? {};
  let waiting = [];
  const seen = {};
  let cancelled;

  // Milliseconds from `began` until `look` finds something, with what it found.
  const until = (began, look) => new Promise(done => {
    waiting.push({ began, look, done });
    check();
  });

  const check = () => {
    if (root().app === 'ready') seen.ready ??= performance.now();
    if (one('[data-metric="gmv"]:not([data-value=""])')) seen.figures ??= performance.now();
    waiting = waiting.filter(({ began, look, done }) => {
      const found = look();
      if (found) done({ ms: performance.now() - began, found });
      return !found;
    });
  };
  new MutationObserver(check).observe(document,
    { subtree: true, childList: true, attributes: true });

  const receipts = () => all('[data-testid="receipt"]').map(receipt => ({ ...receipt.dataset }));
  const progress = () => one('[data-testid="import-progress"]');
  const fault = () => one('[role="alert"][data-fault]')?.dataset.fault;
  const read = () => {
    const [receipt] = receipts();
    const over = receipt && !progress() && ['previewed', 'failed'].includes(receipt.state);
    return over && one('#import-cancel') ? receipt : over && receipt.state === 'failed' && receipt;
  };
  let imported;
  addEventListener('change', event => {
    if (event.target.id !== 'import-files') return;
    probe.begin();
    const given = () => !progress() && cancelled.at
      && { after: performance.now() - cancelled.at, during: cancelled.during };
    const look = cancelled ? given : read;
    imported = until(performance.now(), look);
    if (cancelled) until(0, () => one('#import-cancel')).then(() => {
      setTimeout(() => {
        cancelled.at = performance.now();
        cancelled.during = Boolean(progress());
        one('#import-cancel').click();
        check();
      }, cancelled.after);
    });
  }, true);

  // What the operator sees of figures and charts.
  const inView = () => all('main [data-metric], main figure[data-chart] svg').filter(it => {
    const { top, bottom } = it.getBoundingClientRect();
    return bottom > top && bottom > 0 && top < innerHeight;
  }).map(it => it.dataset.metric ? `${it.dataset.metric} ${it.dataset.value} ${it.dataset.period}` : it.outerHTML).join();

  const blocked = async ({ ms, found }) => {
    await probe.rest();
    return { ms, block: probe.longest(), found };
  };

  return {
    // Milliseconds from the navigation to something that happens once.
    saw: async what => (await until(0, () => seen[what])).found,
    // The import under way, once its preview is shown.
    imported: async () => blocked(await imported),
    // Gives up the preview, so that the next import begins from nothing.
    async forget() {
      one('#import-cancel').click();
      await until(0, () => receipts().length === 0);
    },
    // The next import will be cancelled after so many milliseconds.
    cancelAfter(after) { cancelled = { after }; },
    // Answers what the first import asks, then commits.
    async commit() {
      one('[data-answer="yes"]')?.click();
      await until(0, () => one('#import-commit:not(:disabled)'));
      await probe.rest();
      probe.begin();
      const began = performance.now();
      one('#import-commit').click();
      return blocked(await until(began, () => root().busy !== 'true'
        && (fault() || (receipts().some(it => it.state === 'committed') && 'committed'))));
    },
    // Milliseconds from an address to its figures.
    async open(address, period) {
      await probe.rest();
      probe.begin();
      const began = performance.now();
      location.hash = address;
      return blocked(await until(began, () => root().busy !== 'true'
        && one(`[data-metric="gmv"][data-period="${period}"]:not([data-value=""])`)?.dataset.value));
    },
    // Milliseconds from an address to the first frame in which everything in view is as it stays,
    // to the moment at which all of the page is drawn, and the longest block until then.
    async change(address) {
      const painted = () => new Promise(done => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(null);
      }));
      await probe.rest();
      probe.begin();
      const frames = [];
      const began = performance.now();
      location.hash = address;
      await new Promise(done => addEventListener('hashchange', done, { once: true }));
      do {
        await painted();
        frames.push({ ms: performance.now() - began, view: inView() });
      } while (root().busy === 'true');
      const drawn = frames.at(-1).ms;
      const block = probe.longest();
      await probe.rest();
      const last = inView();
      const gmv = one('[data-metric="gmv"]:not([data-dim])')?.dataset.value;
      return { ms: frames.find(frame => frame.view === last)?.ms ?? drawn, drawn, block, found: gmv };
    },
    previewed: () => receipts().filter(it => it.state === 'previewed').length,
    figures: () => all('[data-metric]').map(figure => ({ ...figure.dataset })),
    used: () => Number(one('[data-testid="storage-meter"]')?.dataset.used),
  };
})();
