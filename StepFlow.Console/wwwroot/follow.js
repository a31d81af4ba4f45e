// Keeps the end of a growing box in sight, unless somebody has scrolled up to read.
export function follow(box) {
  let atEnd = true;
  const toEnd = () => { if (atEnd) box.scrollTop = box.scrollHeight; };
  box.addEventListener("scroll", () => { atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 24; });
  new MutationObserver(toEnd).observe(box, { childList: true, subtree: true });
  toEnd();
}
