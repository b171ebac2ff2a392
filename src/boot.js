// Starts the app, and speaks for it when it cannot speak: before the wasm runs and after it has died.
//
// One classic script serves both builds. The hosted page names the wasm-bindgen glue and the wasm
// in data attributes; the single file carries the glue as another script and the wasm, deflated and
// in base64, in a data block. Old syntax on purpose: a browser too old for the app must still
// be able to run this file and say so.
//
// Absent on purpose: a timer. Loading may take as long as the line needs; the hint that it is slow
// is style (boot.css), so that it also appears when this very file did not arrive.
(function () {
  "use strict";

  var PREFIX = "dianpan";
  var page = document.documentElement;
  var tag = document.currentScript;
  var glueAddress = tag && tag.getAttribute("data-js");
  var wasmAddress = tag && tag.getAttribute("data-wasm");
  var build = glueAddress ? "hosted" : "single";
  var failed = false;

  // The browser lacks something that no reload will bring.
  function TooOld(what) {
    this.message = what;
  }

  function words(error) {
    return String((error && error.message) || error || "").slice(0, 300);
  }

  // A trap ends the instance: an uncaught panic, no memory left, or no stack left.
  function isTrap(error) {
    return (
      (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) ||
      /call stack|too much recursion/.test(words(error))
    );
  }

  // Keeps the parts of a box that fit the case; the others would send people the wrong way.
  function keepOnly(box, wanted) {
    var parts = box.querySelectorAll("[data-only]");
    for (var i = 0; i < parts.length; i += 1) {
      if (parts[i].getAttribute("data-only").split(" ").indexOf(wanted) < 0) {
        parts[i].parentNode.removeChild(parts[i]);
      }
    }
  }

  // The address may be what the app cannot stand, so the way back is the first page.
  function reopen() {
    location.hash = "#/today";
    location.reload();
  }

  function show(name, wanted, detail) {
    if (failed) return;
    failed = true;
    page.setAttribute("data-app", "failed");
    page.setAttribute("data-busy", "false");
    var start = document.getElementById("boot");
    if (start) start.parentNode.removeChild(start);
    var box = document.getElementById(name).content.cloneNode(true).firstElementChild;
    keepOnly(box, wanted);
    box.querySelector(".boot-detail").textContent = detail;
    box.addEventListener("click", function (event) {
      var verb = event.target.getAttribute("data-boot");
      if (verb === "reopen") reopen();
      if (verb === "backup") saveBackup(box.querySelector(".boot-status"));
    });
    document.body.insertBefore(box, document.body.firstChild);
    box.focus();
  }

  function couldNotStart(error) {
    show("boot-fault-start", error instanceof TooOld ? "old" : build, words(error));
  }

  // After a panic the instance's memory may hold half a change, and timers or events may still
  // call into it. Nothing that it does from now on may reach the store.
  function crashed(detail) {
    function refuse() {
      throw new Error("stopped after an internal error");
    }
    if (typeof Storage === "function") {
      Storage.prototype.setItem = refuse;
      Storage.prototype.removeItem = refuse;
      Storage.prototype.clear = refuse;
    }
    show("boot-fault-crash", build, detail);
  }

  // Every key of the app, byte for byte as stored: JSON escapes what UTF-8 cannot carry.
  function saveBackup(status) {
    var items = {};
    var count = 0;
    try {
      for (var i = 0; i < localStorage.length; i += 1) {
        var key = localStorage.key(i);
        if (key.indexOf(PREFIX) === 0) {
          items[key] = localStorage.getItem(key);
          count += 1;
        }
      }
    } catch (error) {
      status.textContent = "读不到浏览器的存储，没有生成备份：" + words(error);
      return;
    }
    if (count === 0) {
      status.textContent = "浏览器的存储里没有店盘的数据，没有生成备份。";
      return;
    }
    var created = new Date();
    var text = JSON.stringify({
      format: "dianpan-raw",
      schema: 1,
      created: created.toISOString(),
      items: items,
    });
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    // The day on the file is the operator's: Beijing time, whatever the device's zone.
    var day = new Date(created.getTime() + 8 * 3600 * 1000).toISOString().slice(0, 10);
    link.download = "dianpan-raw-" + day + ".json";
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () {
      URL.revokeObjectURL(link.href);
    }, 60000);
    status.textContent = "已交给浏览器下载，请在下载目录里确认文件已经存好。";
  }

  function addScript(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = function () {
        reject(new Error(address + " did not load"));
      };
      document.head.appendChild(script);
    });
  }

  // The wasm is asked for at once, beside the glue. A host that answers a missing file with
  // its home page, status 200, must not be taken for the app: compiling refuses such bytes.
  function fetchWasm() {
    var response = fetch(wasmAddress).then(function (answer) {
      if (!answer.ok) throw new Error(wasmAddress + ": HTTP " + answer.status);
      return answer;
    });
    // Whether it failed is asked below; until then the browser should not call it unhandled.
    response.catch(function () {});
    return response;
  }

  function unpackWasm() {
    var block = document.getElementById("dianpan-wasm");
    if (!block) throw new Error("dianpan.html ends too early");
    var packed = atob(block.textContent);
    var bytes = new Uint8Array(packed.length);
    for (var i = 0; i < packed.length; i += 1) bytes[i] = packed.charCodeAt(i);
    // zlib carries a checksum: a cut or altered file fails here, not later. The browser calls
    // that "failed to fetch", which would mislead: nothing is fetched.
    var inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(inflated).arrayBuffer().catch(function () {
      throw new Error("dianpan.html is cut off or altered");
    });
  }

  function start() {
    if (typeof WebAssembly !== "object") throw new TooOld("no WebAssembly");
    if (build === "single" && typeof DecompressionStream !== "function") {
      throw new TooOld("no DecompressionStream");
    }
    var wasm = build === "hosted" ? fetchWasm() : unpackWasm();
    var glue = build === "hosted" ? addScript(glueAddress) : Promise.resolve();
    return glue.then(function () {
      if (typeof wasm_bindgen !== "function") throw new Error("the script part is damaged");
      return wasm_bindgen({ module_or_path: wasm });
    });
  }

  function begin() {
    var started;
    try {
      started = start();
    } catch (error) {
      couldNotStart(error);
      return;
    }
    started.catch(function (error) {
      if (isTrap(error)) crashed(words(error));
      else couldNotStart(error);
    });
  }

  window.addEventListener("dianpan-panic", function (event) {
    crashed(words(event.detail));
  });
  window.addEventListener("error", function (event) {
    if (isTrap(event.error)) crashed(words(event.error));
  });
  window.addEventListener("unhandledrejection", function (event) {
    if (isTrap(event.reason)) crashed(words(event.reason));
  });

  // In the single file this script stands before the glue and the data block, so that it notices
  // when they are cut off; it may look only once the whole page has been read.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
