// The keys that move through a waterfall must not scroll it as well.
const moving = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

export function keys(box) {
  box.addEventListener("keydown", e => { if (moving.has(e.key)) e.preventDefault(); });
}

// Scrolls just so far that a row is seen.
export function reveal(box, top, height) {
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
}
