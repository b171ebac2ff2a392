// How long the page was deaf: the longest time between two turns of a message to itself.
// The same for every contender and for the app; runs before any script of the page.

window.probe = (() => {
  let last = performance.now();
  let longest = 0;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(null), 1);
  };
  channel.port2.postMessage(null);
  return {
    begin() {
      longest = 0;
      last = performance.now();
    },
    longest: () => longest,
    // Long enough that what is left of the work, and the drawing after it, has had its turn.
    rest: () => new Promise(done => setTimeout(done, 100)),
  };
})();
