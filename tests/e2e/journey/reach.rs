//! Everyone can use it: names for every control, headings in order, room at every width, targets
//! for a thumb, colours that can be read, no motion for those who asked for none.

use serde_json::{Value, json};

use super::{ROUTES, everything, orders, started};
use crate::app::{App, Build};
use crate::shop::shop;

/// The app with data, a question or two and a finding on its pages.
fn full_app(seed: u64) -> App {
    let shop = shop(seed, 40);
    let (_, files) = everything(&shop, seed);
    started(Build::Hosted, &shop, &files)
}

fn wide(app: &App, width: u64) {
    let metrics = json!({
        "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 700});
    app.session.cdp("Emulation.setDeviceMetricsOverride", metrics);
    let touch = json!({"enabled": width < 700, "maxTouchPoints": 5});
    app.session.cdp("Emulation.setTouchEmulationEnabled", touch);
}

/// Runs a script on every route; it gives what is wrong there.
fn nothing_wrong(app: &App, what: &str, script: &str) {
    let mut wrong = Vec::new();
    for route in ROUTES {
        app.open(route);
        let found = app.session.run(script, &[]);
        let found = found.as_array().unwrap_or_else(|| panic!("{what} on {route}: {found}"));
        wrong.extend(found.iter().map(|it| format!("{route}: {}", it.as_str().unwrap_or("?"))));
    }
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn every_control_has_a_name() {
    let app = full_app(1001);
    app.session.cdp("Accessibility.enable", json!({}));
    let mut seen = 0;
    for route in ROUTES {
        app.open(route);
        let tree = app.session.cdp("Accessibility.getFullAXTree", json!({}));
        for node in tree["nodes"].as_array().unwrap() {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            let named = matches!(
                role,
                "button"
                    | "link"
                    | "textbox"
                    | "searchbox"
                    | "checkbox"
                    | "combobox"
                    | "spinbutton"
                    | "img"
                    | "dialog"
                    | "navigation"
                    | "progressbar"
            );
            if named && node["ignored"] != json!(true) {
                let name = node["name"]["value"].as_str().unwrap_or_default();
                assert!(!name.trim().is_empty(), "a nameless {role} on {route}: {node}");
                seen += 1;
            }
        }
    }
    assert!(seen > 200, "{seen} controls were looked at");
}

#[test]
fn headings_and_landmarks_are_in_order() {
    let app = full_app(1002);
    assert_eq!(app.read("return document.documentElement.lang"), "zh-CN");
    nothing_wrong(
        &app,
        "headings",
        "const wrong = [];
         const seen = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
             .filter(heading => heading.checkVisibility());
         const firsts = seen.filter(heading => heading.tagName === 'H1').length;
         if (firsts !== 1) wrong.push(firsts + ' h1');
         let last = 0;
         for (const heading of seen) {
             const level = Number(heading.tagName[1]);
             if (level > last + 1) wrong.push(heading.outerHTML.slice(0, 120));
             last = level;
         }
         if (document.querySelectorAll('main').length !== 1) wrong.push('main');
         const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
         const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
         if (twice.length > 0) wrong.push('ids twice: ' + twice);
         return wrong",
    );
}

/// What sticks out of the page and is not inside something that scrolls or clips.
const OVERFLOW: &str = "
    const wrong = [];
    const page = document.documentElement;
    if (page.scrollWidth > innerWidth) wrong.push('the page is ' + page.scrollWidth + ' wide');
    const clipped = element => {
        for (let box = element.parentElement; box; box = box.parentElement)
            if (getComputedStyle(box).overflowX !== 'visible') return true;
        return false;
    };
    for (const element of document.querySelectorAll('body *')) {
        const box = element.getBoundingClientRect();
        if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)
            && element.checkVisibility({checkOpacity: true, visibilityProperty: true})
            && !element.closest('.skip') && !clipped(element))
            wrong.push(element.outerHTML.slice(0, 100) + ' to ' + Math.round(box.right));
    }
    return wrong.slice(0, 5)";

#[test]
fn nothing_sticks_out_at_any_width() {
    let app = full_app(1003);
    for width in [360, 390, 768, 1440] {
        wide(&app, width);
        nothing_wrong(&app, &format!("{width} px"), OVERFLOW);
    }
}

/// Controls smaller than a thumb; a label counts for its box, and links inside of sentences are
/// as high as their line.
const TARGETS: &str = "
    const wrong = [];
    for (const control of document.querySelectorAll('a[href], button, input, select, textarea')) {
        const target = control.matches('input[type=checkbox]')
            ? control.closest('label') ?? control : control;
        const box = target.getBoundingClientRect();
        const around = control.parentElement.textContent.trim();
        const in_text = control.matches('p > a, li > a, td > a, dd > a')
            && around !== control.textContent.trim();
        if (box.width > 1 && control.checkVisibility() && !in_text && !control.closest('.skip')
            && (box.width < 43.5 || box.height < 43.5))
            wrong.push(`${Math.round(box.width)} × ${Math.round(box.height)} `
                + control.outerHTML.slice(0, 140));
    }
    return wrong.slice(0, 8)";

#[test]
fn targets_are_as_big_as_a_thumb() {
    let app = full_app(1004);
    wide(&app, 390);
    nothing_wrong(&app, "targets", TARGETS);
}

/// Texts whose colour is too near to what lies under them (WCAG AA).
const CONTRAST: &str = "
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
    const rgba = color => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a], under) =>
        [r, g, b].map((part, at) => part * a + under[at] * (1 - a));
    const light = color => {
        const [r, g, b] = color.map(part => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = element => {
        if (!element) return rgba('Canvas').slice(0, 3);
        const own = rgba(getComputedStyle(element).backgroundColor);
        return own[3] === 1 ? own.slice(0, 3) : over(own, ground(element.parentElement));
    };
    // Words in a picture lie on the last shape that was drawn where they are.
    const drawn = text => {
        const at = text.getBoundingClientRect();
        const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
        const shapes = [...text.closest('svg').querySelectorAll('rect, path, polygon, circle')];
        const under = shapes.filter(shape => {
            const box = shape.getBoundingClientRect();
            const before = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
            return before && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom
                && !['none', 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(shape).fill);
        });
        return under.reduce((below, shape) => {
            const style = getComputedStyle(shape);
            const [r, g, b, a] = rgba(style.fill);
            return over([r, g, b, a * style.fillOpacity * style.opacity], below);
        }, ground(text.closest('svg')));
    };
    const wrong = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const element = walk.currentNode.parentElement;
        const text = walk.currentNode.textContent.trim();
        if (!text || element.closest('template, script, noscript, style, option, :disabled')
            || !element.checkVisibility({opacityProperty: true, visibilityProperty: true}))
            continue;
        const style = getComputedStyle(element);
        const size = parseFloat(style.fontSize);
        const big = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        let opacity = 1;
        for (let box = element; box; box = box.parentElement)
            opacity *= Number(getComputedStyle(box).opacity);
        const under = element.closest('svg') ? drawn(element) : ground(element);
        const color = rgba(element.closest('svg') ? style.fill : style.color);
        const shown = over([color[0], color[1], color[2], color[3] * opacity], under);
        const [bright, dark] = [light(shown), light(under)].sort((a, b) => b - a);
        const ratio = (bright + 0.05) / (dark + 0.05);
        if (ratio < (big ? 3 : 4.5))
            wrong.push(ratio.toFixed(2) + ' ' + text.slice(0, 30) + ' '
                + element.tagName + '.' + element.className);
    }
    return [...new Set(wrong)].slice(0, 8)";

#[test]
fn words_can_be_read_in_light_and_dark() {
    let app = full_app(1005);
    for theme in ["light", "dark"] {
        app.open("/settings");
        app.fill("#theme", theme);
        nothing_wrong(&app, theme, CONTRAST);
    }
}

#[test]
fn a_device_in_the_dark_is_followed() {
    let app = full_app(1006);
    let ground = "return getComputedStyle(document.body).backgroundColor";
    let seen = ["light", "dark"].map(|scheme| {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        app.session.cdp("Emulation.setEmulatedMedia", features);
        nothing_wrong(&app, scheme, CONTRAST);
        app.read(ground)
    });
    assert_ne!(seen[0], seen[1]);
}

#[test]
fn nothing_moves_for_those_who_asked() {
    let app = full_app(1007);
    let features = json!({"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]});
    app.session.cdp("Emulation.setEmulatedMedia", features);
    nothing_wrong(
        &app,
        "motion",
        "const seconds = text => Math.max(...text.split(',').map(parseFloat));
         return [...document.querySelectorAll('body *')].filter(element => {
             const style = getComputedStyle(element);
             return seconds(style.transitionDuration) > 0.02
                 || (style.animationName !== 'none' && seconds(style.animationDuration) > 0.02);
         }).map(element => element.outerHTML.slice(0, 100)).slice(0, 5)",
    );
}

/// Notes what the page does that its policy forbids.
const VIOLATIONS: &str = "
    window.violations = [];
    addEventListener('securitypolicyviolation',
        event => window.violations.push(event.violatedDirective + ' ' + event.blockedURI))";

#[test]
fn nobody_else_is_asked_for_anything() {
    for build in [Build::Hosted, Build::Single] {
        let shop = shop(1008, 40);
        let (_, files) = everything(&shop, 1008);
        let app = App::closed(build, shop.morning());
        app.preload(VIOLATIONS);
        app.load("/today");
        app.import(&files);
        let mut violations = Vec::new();
        for route in ROUTES {
            app.open(route);
        }
        app.open("/report?period=30d");
        app.report();
        app.backup();
        let seen = app.session.run("return window.violations", &[]);
        violations.extend(seen.as_array().unwrap().clone());
        assert!(violations.is_empty(), "{violations:?}");
        requests(&app, build);
        let console = app.session.log("browser");
        assert!(console.is_empty(), "{console:?}");
        policy(&app);
    }
}

/// Only the app's own files, and only got.
fn requests(app: &App, build: Build) {
    let own = build.address();
    let mut seen = 0;
    for line in app.session.log("performance") {
        let message: Value = serde_json::from_str(line["message"].as_str().unwrap()).unwrap();
        if message["message"]["method"] != json!("Network.requestWillBeSent") {
            continue;
        }
        let request = &message["message"]["params"]["request"];
        let address = request["url"].as_str().unwrap();
        let local = ["data:", "blob:", "about:", "chrome"];
        assert_eq!(request["method"], json!("GET"), "{address}");
        if !local.iter().any(|start| address.starts_with(start)) {
            assert!(address.starts_with(&own), "{address}");
            seen += 1;
        }
    }
    assert!(seen > 0);
}

/// The policy is there, and it works: a script that was put in does not run.
fn policy(app: &App) {
    let policy = app.read(
        "return document.head.querySelector('meta[http-equiv=Content-Security-Policy]').content",
    );
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    for open in ["'unsafe-eval'", " http:", " https:", " *"] {
        assert!(!policy.contains(open), "{policy}");
    }
    let intruder = "
        const script = document.createElement('script');
        script.textContent = 'window.intruded = true';
        document.body.append(script);
        const image = new Image();
        image.src = 'https://example.invalid/x.png';
        return new Promise(done => setTimeout(() => done(window.intruded ? 'ran' : ''), 50))";
    assert_eq!(app.read(intruder), "");
    let stopped = "return window.violations.length + ''";
    assert_eq!(app.read(stopped), "2", "the script and the picture");
    app.session.log("browser");
}

#[test]
fn another_page_begins_at_its_top() {
    let shop = shop(941, 20);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    app.open("/data");
    app.session.run("scrollTo(0, document.body.scrollHeight)", &[]);
    assert_ne!(app.read("return String(scrollY > 0)"), "false", "the overview is a long page");
    app.session.run("location.hash = '#/plan/goals'", &[]);
    app.idle();
    app.session.wait("the top", || (app.read("return String(scrollY)") == "0").then_some(()));
}
