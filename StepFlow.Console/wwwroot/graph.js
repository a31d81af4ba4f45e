// Looking at a state machine graph: zoom, pan, fit, keyboard, and saving it as a file. What is drawn is the page's business.
const leastScale = 0.05;
const mostScale = 3;
// A large machine is first shown from its start, at a size that can be read, rather than as a whole that cannot.
const leastFirstScale = 0.5;
const margin = 8;
const mostPixels = 8000;

export function attach(svg, page) {
  const view = svg.querySelector(".view");
  const nodes = new Map();
  let scale = 1, x = 0, y = 0, touched = false, drag = null;

  const place = () => view.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
  const size = () => ({ width: Number(svg.dataset.width), height: Number(svg.dataset.height) });

  function fitTo(least) {
    const { width, height } = size();
    const box = svg.getBoundingClientRect();
    const fitting = top => Math.max(least, Math.min(1, (box.width - 2 * margin) / width, (box.height - top - margin) / height));
    const right = () => (box.width + width * scale) / 2;
    // The tools cover a corner: a picture that would reach below them begins further down.
    const tools = svg.parentElement.querySelector(".graph-tools")?.getBoundingClientRect();
    let top = margin;
    scale = fitting(top);
    if (tools && right() > tools.left - box.left - margin) {
      top = tools.bottom - box.top + margin;
      scale = fitting(top);
    }
    x = (box.width - width * scale) / 2;
    const room = box.height - top - margin - height * scale;
    y = top + (room > 0 ? Math.min(room / 2, 16) : 0);
    place();
    if (width * scale > box.width) {
      // Wider than its frame: what it begins with is in the middle, as far as the picture reaches.
      const first = [...svg.querySelectorAll(".node")].map(node => node.getBoundingClientRect()).reduce((a, b) => b.top < a.top ? b : a);
      const shift = box.left + box.width / 2 - (first.left + first.right) / 2;
      x = Math.min(margin, Math.max(box.width - margin - width * scale, x + shift));
      place();
    }
  }

  function zoomAt(factor, centerX, centerY) {
    const next = Math.min(mostScale, Math.max(leastScale, scale * factor));
    x = centerX - (centerX - x) * next / scale;
    y = centerY - (centerY - y) * next / scale;
    scale = next;
    touched = true;
    place();
  }

  function zoom(factor) {
    const box = svg.getBoundingClientRect();
    zoomAt(factor, box.width / 2, box.height / 2);
  }

  function fit() {
    touched = false;
    fitTo(leastScale);
  }

  function show() {
    nodes.clear();
    for (const node of svg.querySelectorAll("[data-id]")) {
      nodes.set(node.dataset.id, node);
      node.setAttribute("tabindex", "-1");
    }
    firstStop()?.setAttribute("tabindex", "0");
    touched = false;
    fitTo(leastFirstScale);
  }

  const firstStop = () => svg.querySelector(".selected[data-id]") ?? [...nodes.values()].reduce((a, b) => !a || top(b) < top(a) ? b : a, null);
  const top = node => node.getBoundingClientRect().top;

  // Moves the picture as little as brings the node into sight.
  function reveal(id) {
    const node = nodes.get(String(id));
    if (!node) {
      return;
    }
    const box = svg.getBoundingClientRect();
    const at = (node.querySelector(".card") ?? node).getBoundingClientRect();
    const shift = (low, high, from, to) => high - low > to - from - 2 * margin || low < from + margin ? from + margin - low : high > to - margin ? to - margin - high : 0;
    const dx = shift(at.left, at.right, box.left, box.right);
    const dy = shift(at.top, at.bottom, box.top, box.bottom);
    if (dx || dy) {
      x += dx;
      y += dy;
      touched = true;
      place();
    }
  }

  function focus(node) {
    for (const other of nodes.values()) {
      other.setAttribute("tabindex", other === node ? "0" : "-1");
    }
    reveal(node.dataset.id);
    node.focus({ preventScroll: true });
  }

  const pick = id => page.invokeMethodAsync("PickAsync", id);

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const node = event.target.closest?.("[data-id]");
    const way = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" }[event.key];
    if (way) {
      const next = node && nodes.get(node.dataset[way]);
      if (next) {
        focus(next);
      }
    } else if (event.key === "Enter" || event.key === " ") {
      if (node) {
        pick(Number(node.dataset.id));
      }
    } else if (event.key === "Escape") {
      pick(-1);
    } else if (event.key === "+" || event.key === "=") {
      zoom(1.25);
    } else if (event.key === "-") {
      zoom(0.8);
    } else if (event.key === "0") {
      fit();
    } else {
      return;
    }
    event.preventDefault();
  }

  function onWheel(event) {
    // Without a modifier the wheel scrolls the page, as everywhere.
    if (!event.ctrlKey && !event.metaKey) {
      return;
    }
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoomAt(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)), event.clientX - box.left, event.clientY - box.top);
  }

  function onDown(event) {
    if (event.button === 0) {
      drag = { id: event.pointerId, fromX: event.clientX, fromY: event.clientY, x, y, moved: false, node: event.target.closest("[data-id]") };
    }
  }

  function onMove(event) {
    if (!drag || drag.id !== event.pointerId) {
      return;
    }
    const dx = event.clientX - drag.fromX, dy = event.clientY - drag.fromY;
    if (!drag.moved && Math.hypot(dx, dy) > 4) {
      drag.moved = true;
      svg.setPointerCapture(event.pointerId);
      svg.classList.add("panning");
    }
    if (drag.moved) {
      x = drag.x + dx;
      y = drag.y + dy;
      touched = true;
      place();
    }
  }

  function onUp(event) {
    if (!drag || drag.id !== event.pointerId) {
      return;
    }
    const { moved, node } = drag;
    drag = null;
    svg.classList.remove("panning");
    if (!moved && event.type === "pointerup") {
      if (node) {
        focus(node);
      }
      pick(node ? Number(node.dataset.id) : -1);
    }
  }

  // A copy that needs nothing around it: colours of the theme as they are now, without what only serves the page.
  function standalone() {
    const { width, height } = size();
    const copy = svg.cloneNode(true);
    const theme = getComputedStyle(svg);
    const resolve = text => text.replace(/var\((--[\w-]+),([^()]+)\)/g, (_, name, otherwise) => theme.getPropertyValue(name).trim() || otherwise);
    const style = copy.querySelector("style");
    style.textContent = resolve(style.textContent);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
    copy.querySelector(".view").removeAttribute("transform");
    for (const element of [copy, ...copy.querySelectorAll("*")]) {
      for (const { name } of [...element.attributes]) {
        if (/^(data-|aria-|role$|tabindex$|_bl_|b-)/.test(name)) {
          element.removeAttribute(name);
        }
      }
    }
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    ground.setAttribute("width", width);
    ground.setAttribute("height", height);
    ground.setAttribute("fill", resolve("var(--canvas,#ffffff)"));
    style.after(ground);
    return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  const saveSvg = name => save(standalone(), `${name}.svg`);

  async function savePng(name) {
    const { width, height } = size();
    // Twice the size, for sharp text; less where a browser's canvas would not hold it.
    const factor = Math.min(2, mostPixels / width, mostPixels / height);
    const picture = new Image();
    const address = URL.createObjectURL(standalone());
    try {
      picture.src = address;
      await picture.decode();
      const canvas = document.createElement("canvas");
      canvas.width = Math.ceil(width * factor);
      canvas.height = Math.ceil(height * factor);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise(done => canvas.toBlob(done, "image/png"));
      save(blob, `${name}.png`);
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  const resized = new ResizeObserver(() => touched || fitTo(leastFirstScale));
  const listeners = [["keydown", onKey], ["wheel", onWheel, { passive: false }], ["pointerdown", onDown], ["pointermove", onMove], ["pointerup", onUp], ["pointercancel", onUp]];
  for (const [name, listener, options] of listeners) {
    svg.addEventListener(name, listener, options);
  }
  show();
  resized.observe(svg);

  return {
    zoom, fit, show, reveal, saveSvg, savePng,
    dispose() {
      resized.disconnect();
      for (const [name, listener] of listeners) {
        svg.removeEventListener(name, listener);
      }
    },
  };
}
